package org.braintrustbeam.runners.options;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.braintrustbeam.pipelines.evalfacets.EvalFacetsOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the flags of {@code eval-facets} are called in the environment. */
class EvalVariablesTest {
  private static final List<Flag> FLAGS = CommandFlags.of(EvalFacetsOptions.class).own();

  @ParameterizedTest
  @CsvSource({
    "--model, MODEL",
    "--api-base, API_BASE",
    "--prompt, PROMPT",
    "--dataset, DATASET",
    "--dataset-project, DATASET_PROJECT",
    "--eval-project, EVAL_PROJECT",
    "--experiment-prefix, EXPERIMENT_PREFIX",
    "--max-tokens, MAX_TOKENS",
    "--model-request-timeout, REQUEST_TIMEOUT",
    "--max-concurrency, MAX_CONCURRENCY",
    "--trial-count, TRIAL_COUNT",
    "--max-rows, MAX_ROWS",
    "--facet-filter, FACET_FILTER",
    "--dataset-ids, DATASET_IDS",
    "--split, SPLIT",
    "--factuality-model, FACTUALITY_MODEL",
    "--factuality-api-base, FACTUALITY_API_BASE",
    "--none-rule, NONE_RULE",
    "--baseline, BASELINE"
  })
  void eachHasTheNameOfTheScripts(String name, String variable) {
    Flag flag = FLAGS.stream().filter(any -> any.name().equals(name)).findFirst().orElseThrow();

    assertThat(flag.environment(), hasItem("FACET_OPTIMIZER_" + variable));
  }

  @Test
  void whatIsTypedGoesBeforeThem() {
    Map<String, String> environment =
        Map.of("FACET_OPTIMIZER_REQUEST_TIMEOUT", "90", "FACET_OPTIMIZER_TARGET_PROJECT", "theirs");

    EvalFacetsOptions untyped = options(Map.of(), environment);
    EvalFacetsOptions typed =
        options(
            Map.of("--request-timeout", List.of("30"), "--project", List.of("mine")), environment);

    assertThat(untyped.getModelRequestTimeout(), is(90));
    assertThat(untyped.getRequestTimeout(), is(120));
    assertThat(untyped.getEvalProject(), is("theirs"));
    assertThat(typed.getModelRequestTimeout(), is(nullValue()));
    assertThat(typed.getRequestTimeout(), is(30));
    assertThat(typed.getEvalProject(), is("theirs")); // a variable of its own, not --project's
    assertThat(typed.getProject(), is("mine"));
  }

  private static EvalFacetsOptions options(
      Map<String, List<String>> line, Map<String, String> environment) {
    EvalFacetsOptions options = PipelineOptionsFactory.create().as(EvalFacetsOptions.class);
    CommandFlags.of(EvalFacetsOptions.class)
        .set(options, new Given(line, Variables.of(environment), () -> ""));
    return options;
  }
}
