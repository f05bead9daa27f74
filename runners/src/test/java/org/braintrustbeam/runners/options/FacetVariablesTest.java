package org.braintrustbeam.runners.options;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Locale;
import org.braintrustbeam.pipelines.createfacetdataset.CreateFacetDatasetOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the flags of {@code create-facet-dataset} may be called in the environment. */
class FacetVariablesTest {
  static List<Flag> flags() {
    return CommandFlags.of(CreateFacetDatasetOptions.class).own();
  }

  @ParameterizedTest
  @MethodSource("flags")
  void eachFlagHasAVariable(Flag flag) {
    String words = flag.name().substring(2).replace('-', '_').toUpperCase(Locale.ROOT);

    assertThat(flag.environment(), hasItem("FACET_OPTIMIZER_" + words));
  }

  @ParameterizedTest
  @CsvSource({
    "--target-project, FACET_OPTIMIZER_TARGET_PROJECT FACET_OPTIMIZER_PROJECT",
    "--ground-truth-model, FACET_OPTIMIZER_GROUND_TRUTH_MODEL FACET_OPTIMIZER_JUDGE_MODEL",
    "--ground-truth-api-base, FACET_OPTIMIZER_GROUND_TRUTH_API_BASE FACET_OPTIMIZER_LABEL_API_BASE"
        + " FACET_OPTIMIZER_JUDGE_API_BASE BRAINTRUST_PROXY_API_BASE"
  })
  void olderNamesStandBehindIt(String name, String variables) {
    Flag flag = flags().stream().filter(any -> any.name().equals(name)).findFirst().orElseThrow();

    assertThat(String.join(" ", flag.environment()), is(variables));
  }
}
