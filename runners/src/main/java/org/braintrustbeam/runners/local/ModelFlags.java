package org.braintrustbeam.runners.local;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.braintrustbeam.io.model.KeyPlaces;
import org.braintrustbeam.pipelines.command.BraintrustOptions;
import org.braintrustbeam.pipelines.evalfacets.EvalModelOptions;
import org.braintrustbeam.pipelines.labelling.LabellingOptions;
import org.jspecify.annotations.Nullable;

/**
 * What the options of a command say of the key for one of its models.
 *
 * @param variables that may hold it; the first one was set for this very purpose, and so goes
 *     before everything else
 * @param baseFlag that names where the model is asked
 * @param setBase sets it in the options
 * @param keyFileFlag that names the file of the key
 * @param keyFile the file
 * @param setKeyFile sets it in the options
 */
record ModelFlags(
    List<String> variables,
    String baseFlag,
    Consumer<@Nullable String> setBase,
    String keyFileFlag,
    Supplier<@Nullable String> keyFile,
    Consumer<@Nullable String> setKeyFile) {

  String first() {
    return variables.get(0);
  }

  /** Of all models that a command asks; none if it asks none. */
  static List<ModelFlags> of(BraintrustOptions options) {
    if (options instanceof LabellingOptions labelling) {
      return List.of(
          new ModelFlags(
              KeyPlaces.labelling(),
              "--ground-truth-api-base",
              labelling::setGroundTruthApiBase,
              "--ground-truth-api-key-file",
              labelling::getGroundTruthApiKeyFile,
              labelling::setGroundTruthApiKeyFile));
    }
    return options instanceof EvalModelOptions evals ? of(evals) : List.of();
  }

  private static List<ModelFlags> of(EvalModelOptions evals) {
    return List.of(
        new ModelFlags(
            KeyPlaces.evals(),
            "--api-base",
            evals::setApiBase,
            "--model-api-key-file",
            evals::getModelApiKeyFile,
            evals::setModelApiKeyFile),
        new ModelFlags(
            KeyPlaces.judging(),
            "--factuality-api-base",
            evals::setFactualityApiBase,
            "--factuality-api-key-file",
            evals::getFactualityApiKeyFile,
            evals::setFactualityApiKeyFile));
  }
}
