package org.braintrustbeam.transforms.eval.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import java.util.Arrays;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeVerdictTest {
  /** A judge's answer, with ¶ for a new line, and what it is worth. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      nullValues = "-",
      value = {
        "A|0.4",
        "B|0.6",
        "C|1",
        "D|0",
        "E|1",
        "c|1",
        "^ B ^|0.6",
        "(A)|0.4",
        "(b)|0.6",
        "[D]|0",
        "A.|0.4",
        "C:|1",
        "E)|1",
        "\"C\"|1",
        "'D'|0",
        "`B`|0.6",
        "**C**|1",
        "**(A)**|0.4",
        "__D__.|0",
        "(C) It gives exactly the same details.|1",
        "C. All of the same details|1",
        "D: there is a disagreement|0",
        "A) a subset|0.4",
        "**B.** a superset|0.6",
        "Choice: C|1",
        "choice: (B)|0.6",
        "Answer: D.|0",
        "The answer is A|0.4",
        "The answer is (E).|1",
        "My verdict is **C**.|1",
        "Final answer - B|0.6",
        "OPTION D|0",
        "I choose option C|1",
        "I select (A)!|0.4",
        "Both say the same.¶C|1",
        "Step 1: compare.¶Step 2: decide.¶¶(B)|0.6",
        "A is wrong because¶D|0",
        "D¶Answer: E|1",
        "{\"choice\":\"C\"}|1",
        "{\"reasons\":\"same\",\"choice\":\"(A)\"}|0.4",
        "{\"choice\":\" D \",\"reasons\":[\"one\",\"two\"]}|0",
        "```json¶{\"choice\":\"B\"}¶```|0.6",
        "Here it is:¶```¶{\"choice\":\"E\",\"reasons\":\"x\"}¶```|1",
        "<think>A or B?</think>C|1",
        "<think>{\"choice\":\"A\"}</think>{\"choice\":\"D\"}|0",
        "maybe A</think>¶B|0.6",
        "^^|-",
        "F|-",
        "(F)|-",
        "AB|-",
        "A or B|-",
        "The answer is A or B|-",
        "A candidate that says more|-",
        "E.g. the bag is missing|-",
        "Cannot tell|-",
        "C¶But I am not sure|-",
        "{\"choice\":\"F\"}|-",
        "{\"choice\":3}|-",
        "{\"answer\":\"C\"}|-",
        "{\"choice\":\"C\"|1",
        "I choose to say nothing|-",
      })
  void readsTheChoice(String answer, @Nullable Double score) {
    JudgeVerdict verdict = JudgeVerdict.of(answer.replace('¶', '\n'));

    assertThat(verdict == null ? null : verdict.choice().score(), is(score));
  }

  @Test
  void keepsTheReasons() {
    assertThat(rationale("{\"reasons\":\"same\",\"choice\":\"C\"}"), is("same"));
    assertThat(rationale("{\"reasons\":[\"one\",2],\"choice\":\"C\"}"), is("one\n2"));
    assertThat(rationale("one\ntwo\nC"), is("one\ntwo"));
    assertThat(rationale("C"), is(""));
  }

  private static @Nullable String rationale(String answer) {
    JudgeVerdict verdict = JudgeVerdict.of(answer);
    return verdict == null ? null : verdict.rationale();
  }

  @Test
  void isAskedForEachOfTheFiveWithAllThatIsToCompare() {
    String prompt =
        FactualityPrompt.messages("the question", "the truth", "the guess").get(0).content();

    assertThat(
        prompt,
        allOf(
            containsString("\nthe question\n"),
            containsString("\nthe truth\n"),
            containsString("\nthe guess\n")));
    Arrays.stream(FactualityChoice.values())
        .forEach(choice -> assertThat(prompt, containsString("(" + choice + ") ")));
    RawJson function = FactualityPrompt.tools().elements().get(0).field("function");
    assertThat(function.field("name").text(), is(FactualityPrompt.FUNCTION));
    assertThat(
        function.field("parameters").field("properties").field("choice").field("enum").toString(),
        is("[\"A\",\"B\",\"C\",\"D\",\"E\"]"));
    assertThat(
        FactualityPrompt.toolChoice().field("function").field("name").text(), notNullValue());
  }
}
