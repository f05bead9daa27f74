package org.braintrustbeam.runners.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import org.braintrustbeam.pipelines.bootstrapfacets.BootstrapFacets;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.ResultJson;
import org.braintrustbeam.runners.Console;
import org.braintrustbeam.runners.Entry;
import org.braintrustbeam.runners.LauncherFlags;
import org.braintrustbeam.runners.options.Flag;
import org.braintrustbeam.runners.options.Given;
import org.braintrustbeam.runners.options.Syntax;

/** The command {@code bootstrap-facets}, which works on files alone: no key, no pipeline. */
public final class BootstrapEntry implements Entry {
  private static final Flag RUN_DIR =
      Flag.named("--run-dir", Flag.Kind.TEXT)
          .label("FOLDER")
          .description("Folder of the run. Default: the newest one that has prompts.")
          .environment("FACET_OPTIMIZER_RUN_DIR")
          .build();

  private static final Flag OUTPUT_ROOT =
      Flag.named("--output-root", Flag.Kind.TEXT)
          .label("FOLDER")
          .description("Folder in which the runs are; the definitions go there too.")
          .defaultText(BootstrapFacets.DEFAULT_ROOT)
          .environment("FACET_OPTIMIZER_OUTPUT_ROOT")
          .build();

  private final Path workingFolder;

  /** With the folder that relative ones are in. */
  public BootstrapEntry(Path workingFolder) {
    this.workingFolder = workingFolder;
  }

  @Override
  public Syntax syntax() {
    return new Syntax(
        "bootstrap-facets",
        "makes the prompts of a run the facet definitions in use",
        "Checks the prompts that a run of create-facet-dataset has seen, and copies them to"
            + " facet_definitions.yaml in the folder of the runs.",
        List.of(),
        List.of(RUN_DIR, OUTPUT_ROOT),
        LauncherFlags.basic());
  }

  @Override
  public ExitCode run(Given given, List<String> beamArguments, Console console) throws Exception {
    String root = given.text(OUTPUT_ROOT);
    String runDir = given.text(RUN_DIR);
    BootstrapFacets promoted =
        BootstrapFacets.promote(
            workingFolder.resolve(root == null ? BootstrapFacets.DEFAULT_ROOT : root),
            runDir == null ? null : workingFolder.resolve(runDir));
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    ResultJson.writeObject(result, promoted::writeTo);
    console.print(result.toString(UTF_8));
    for (String facet : promoted.ambiguous()) {
      console.warn(
          "facet '%s' was seen with several prompts; the first is used, all are in %s"
              .formatted(facet, promoted.source()));
    }
    return ExitCode.DONE;
  }
}
