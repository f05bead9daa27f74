package org.braintrustbeam.transforms.eval.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.regex.Pattern;
import org.braintrustbeam.transforms.facet.definition.FacetDefinition;
import org.braintrustbeam.transforms.facet.text.NoneRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvalNoneTest {
  private static final Pattern NO_MATCH = Pattern.compile(FacetDefinition.DEFAULT_NO_MATCH);

  /** A text, and whether it says "none": to the dataset, to the eval scripts, to the one rule. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "^^|true|true|true",
        "^   ^|true|true|true",
        "none|true|true|true",
        "None|true|true|true",
        "NONE|true|true|true",
        "^ none ^|true|true|true",
        "NONE.|false|true|true",
        "none!|false|true|true",
        "none - all fine|false|true|true",
        "None: nothing was wrong|false|true|true",
        "None of the users complained|false|true|true",
        "none_of_them|false|false|false",
        "nonexistent page|false|false|false",
        "nonetheless it failed|false|false|false",
        "No match|true|true|true",
        "no match.|false|true|true",
        "no_match|true|true|true",
        "NO_MATCH|true|true|true",
        "no-match|false|true|true",
        "no  match|true|true|true",
        "no match found in the chat|false|true|true",
        "no_match because it is fine|false|true|true",
        "no-match because it is fine|false|false|false",
        "nomatch|false|false|true",
        "no matches|false|false|false",
        "no|false|false|false",
        "no issues|false|false|false",
        "null|true|true|true",
        "NULL|true|true|true",
        "null value in the answer|false|false|true",
        "nullable|false|false|false",
        "skipped|true|true|true",
        "Skipped: too short|false|true|true",
        "skipped the check-in|false|true|true",
        "skip|false|false|false",
        "n/a|true|true|true",
        "N/A|true|true|true",
        "n/a, it is a test|false|false|true",
        "na|true|true|true",
        "NA.|false|false|true",
        "nasty tone|false|false|false",
        "not applicable|true|false|true",
        "Not_Applicable|true|false|true",
        "not applicable here|false|false|false",
        "nothing|false|false|false",
        "<think>hm</think>NONE|false|true|true",
        "<think>hm</think> none - all fine|false|false|true",
        "<THINK>a</THINK>|false|true|true",
        "it is NONE</think>no_match|false|true|true",
        "<think>none</think>The bag is lost|false|false|false",
        "The bag is lost|false|false|false",
        "There is none|false|false|false",
        "-none|false|true|true",
        "- none|false|true|true",
        "(none)|false|false|false",
        "\"none\"|false|false|false",
        "None\u00a0|true|true|true",
        "\u2003no\u2003match\u2003|true|true|true",
      })
  void decidesWhetherNothingWasFound(
      String text, boolean dataset, boolean legacy, boolean unified) {
    assertThat("dataset", NoneRule.DATASET.isNone(text), is(dataset));
    assertThat("legacy", EvalNone.LEGACY.isNone(text, NO_MATCH), is(legacy));
    assertThat("unified", EvalNone.UNIFIED.isNone(text, NO_MATCH), is(unified));
    assertThat("disagree", EvalNone.disagree(text, NO_MATCH), is(legacy != unified));
  }

  @Test
  void theDefinitionsOwnPatternCountsForTheOneRuleAlone() {
    Pattern own = Pattern.compile("(?i)^all good");

    assertThat(EvalNone.UNIFIED.isNone("All good here", own), is(true));
    assertThat(EvalNone.UNIFIED.isNone("<think>x</think>All good", own), is(true));
    assertThat(EvalNone.UNIFIED.isNone("n/a, it is a test", own), is(false));
    assertThat(EvalNone.LEGACY.isNone("All good here", own), is(false));
  }
}
