package org.braintrustbeam.pipelines.evalfacets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.transforms.eval.run.RowFilter;
import org.braintrustbeam.transforms.eval.score.EvalNone;
import org.braintrustbeam.transforms.facet.definition.DefinitionException;
import org.braintrustbeam.transforms.facet.definition.FacetDefinitions;
import org.braintrustbeam.transforms.facet.text.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * What the flags ask for, checked; made once, before any request.
 *
 * @param dataset name or id
 * @param datasetProject as given
 * @param evalProject as given
 * @param promptFile the file of the definitions, as it is named
 * @param yaml its content
 * @param definitions what stands in it
 * @param filter which rows
 * @param maxRows no more of these; 0 for all
 * @param trials how often each
 * @param rule what counts as nothing
 */
record EvalPlan(
    String dataset,
    String datasetProject,
    String evalProject,
    String promptFile,
    String yaml,
    FacetDefinitions definitions,
    RowFilter filter,
    int maxRows,
    int trials,
    EvalNone rule) {
  private static final String DEFINITIONS = "facet_definitions.yaml";

  /**
   * Of these flags.
   *
   * @throws UsageException naming the flag that is wrong
   */
  static EvalPlan of(EvalFacetsOptions options) {
    String dataset = required("--dataset", options.getDataset(), null);
    String evals = required("--eval-project", options.getEvalProject(), options.getProject());
    String given = options.getDatasetProject();
    String file = options.getPrompt() == null ? promoted(options) : options.getPrompt();
    String yaml = read(file, options.getPrompt() == null);
    return new EvalPlan(
        dataset,
        given == null ? evals : given,
        evals,
        file,
        yaml,
        definitions(yaml, file),
        RowFilter.of(options.getFacetFilter(), options.getSplit(), options.getDatasetIds()),
        options.getMaxRows(),
        options.getTrialCount(),
        EvalNone.valueOf(options.getNoneRule().toUpperCase(Locale.ROOT)));
  }

  private static String required(String flag, @Nullable String value, @Nullable String otherwise) {
    String found = value == null ? otherwise : value;
    if (found == null || found.isBlank()) {
      throw new UsageException("missing flag " + flag);
    }
    return found;
  }

  private static String promoted(EvalFacetsOptions options) {
    return options.getOutputRoot().replaceFirst("(?<=.)/+$", "") + "/" + DEFINITIONS;
  }

  private static String read(String file, boolean isDefault) {
    try {
      return new String(Files.readAllBytes(Path.of(file)), UTF_8);
    } catch (NoSuchFileException e) {
      String what = isDefault ? "run bootstrap-facets first, or give --prompt FILE" : "check it";
      throw new UsageException("--prompt " + file + ": there is no such file; " + what);
    } catch (IOException | InvalidPathException e) {
      throw new UsageException("--prompt " + file + ": it cannot be read");
    }
  }

  private static FacetDefinitions definitions(String yaml, String file) {
    try {
      return FacetDefinitions.parse(yaml, file);
    } catch (DefinitionException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /** What must be the same when a run is resumed, so that its experiment is of one piece. */
  Map<String, String> settings(EvalFacetsOptions options, String datasetId) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("command", EvalFacets.NAME);
    settings.put("dataset", datasetId);
    settings.put("definitions", Sha256.hex(yaml));
    settings.put("model", options.getModel());
    settings.put("max tokens", String.valueOf(options.getMaxTokens()));
    settings.put("factuality model", options.getFactualityModel());
    settings.put("none rule", rule.word());
    settings.put("trials", String.valueOf(trials));
    settings.put("max rows", String.valueOf(maxRows));
    settings.put("facets", String.join(",", filter.facets()));
    settings.put("split", String.join(",", filter.splits()));
    settings.put("dataset ids", Sha256.hex(String.join("\n", filter.ids())));
    return settings;
  }
}
