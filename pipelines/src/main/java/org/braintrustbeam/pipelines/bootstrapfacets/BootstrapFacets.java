package org.braintrustbeam.pipelines.bootstrapfacets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.braintrustbeam.io.files.AtomicFile;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.transforms.facet.definition.DefinitionException;
import org.braintrustbeam.transforms.facet.definition.FacetDefinition;
import org.braintrustbeam.transforms.facet.definition.FacetDefinitions;
import org.jspecify.annotations.Nullable;

/**
 * The prompts of a run as the definitions in use: checked, and copied byte by byte.
 *
 * @param source the run's file
 * @param output where it was copied to
 * @param definitions what stands in it
 */
public record BootstrapFacets(Path source, Path output, FacetDefinitions definitions) {
  /** The folder in which runs are, unless told otherwise. */
  public static final String DEFAULT_ROOT = ".local/facet-optimizer";

  private static final String PROMPTS = "facet_prompt.yaml";
  private static final String DEFINITIONS = "facet_definitions.yaml";

  /**
   * Checks and copies.
   *
   * @param root folder of the runs and of the definitions
   * @param runDir folder of the run; null for the newest in the root that has prompts
   * @throws UsageException if there is no such run
   * @throws IOException if its prompts cannot be read or are wrong, saying what and where, or the
   *     definitions cannot be written; those that were there stay
   */
  public static BootstrapFacets promote(Path root, @Nullable Path runDir) throws IOException {
    Path source = (runDir == null ? newest(root) : runDir).resolve(PROMPTS);
    if (!Files.isRegularFile(source)) {
      throw new UsageException("--run-dir " + runDir + ": there is no " + PROMPTS + " in it");
    }
    byte[] content = Files.readAllBytes(source);
    FacetDefinitions definitions = parse(content, source);
    Path output = root.resolve(DEFINITIONS);
    Files.createDirectories(root);
    AtomicFile.write(output, out -> out.write(content));
    return new BootstrapFacets(source, output, definitions);
  }

  private static FacetDefinitions parse(byte[] content, Path source) throws IOException {
    try {
      return FacetDefinitions.parse(new String(content, UTF_8), source.toString());
    } catch (DefinitionException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Runs are named by the time they began at. */
  private static Path newest(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new UsageException("--output-root " + root + ": no such folder; give --run-dir");
    }
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> Files.isRegularFile(folder.resolve(PROMPTS)))
          .max(Comparator.comparing(folder -> String.valueOf(folder.getFileName())))
          .orElseThrow(
              () ->
                  new UsageException("--output-root " + root + ": no run in it has a " + PROMPTS));
    }
  }

  /** Facets that were seen with several prompts, of which the first is used. */
  public List<String> ambiguous() {
    return definitions.ambiguous();
  }

  /** Writes the members of the result: source, output, facets, prompt_hashes. */
  public void writeTo(JsonGenerator json) throws IOException {
    json.writeStringField("source", source.toString());
    json.writeStringField("output", output.toString());
    json.writeArrayFieldStart("facets");
    for (FacetDefinition definition : definitions.byName().values()) {
      json.writeString(definition.facetName());
    }
    json.writeEndArray();
    json.writeObjectFieldStart("prompt_hashes");
    for (FacetDefinition definition : definitions.byName().values()) {
      json.writeStringField(definition.facetName(), definition.promptSha256());
    }
    json.writeEndObject();
  }
}
