package org.braintrustbeam.transforms.eval.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.apache.beam.sdk.testing.CoderProperties;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.eval.score.EvalNone;
import org.braintrustbeam.transforms.facet.call.Message;
import org.braintrustbeam.transforms.facet.definition.FacetDefinition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsTest {
  private static EvalCase row(String input) {
    String json = "{\"id\":\"r\",\"_xact_id\":\"7\",\"input\":" + input + "}";
    return new EvalCase(RowVersion.scan("d", json.getBytes(UTF_8)), 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-|-|-|true",
        "issues|-|-|true",
        "ISSUES, task|-|-|true",
        "task|-|-|false",
        "-|validation|-|true",
        "-|Train, Validation|-|true",
        "-|train|-|false",
        "-|-|r|true",
        "-|-|a,r,z|true",
        "-|-|R|false",
        "issues|train|r|false",
        " , |-|,|true",
      })
  void filtersByNameSplitAndId(
      @Nullable String facets, @Nullable String splits, @Nullable String ids, boolean accepted) {
    RowFilter filter = RowFilter.of(facets, splits, ids);

    assertThat(filter.accepts(Cases.row("r", " Issues ", "\"x\"")), is(accepted));
  }

  @Test
  void readsWhatARowSays() {
    assertThat(row("{\"facet_name\":\" Issues\"}").facetKey(), is("issues"));
    assertThat(row("{\"facet_type\":\"Task\"}").facetName(), is("Task"));
    assertThat(row("\"text\"").facetName(), is(""));
    assertThat(row("null").text(), is(""));
    assertThat(
        row("{\"preprocessed_text\":\" a <think>b</think> \"}").text(), is(" a <think>b</think> "));
    assertThat(row("{\"preprocessed_text\":{\"text\":\"a\"}}").text(), is("a"));
    assertThat(row("{}").split(), is(""));
    assertThat(Cases.row("r", "x", "{\"value\":\"late\"}").expectedText(), is("late"));
    assertThat(Cases.row("r", "x", "null").expectedText(), is(""));
  }

  @Test
  void fillsSlotsOfTheDefinitionAndNotOfTheText() {
    FacetDefinition definition = Cases.definition("issues");
    String text = "a {{preprocessed_text}} $1 \\0";

    assertThat(
        Rendering.messages(definition, text).get(0), is(new Message("user", "Data: " + text)));
    assertThat(
        Rendering.suffixes(definition, text).get(0).get(0), is(new Message("user", "Find it")));
  }

  @Test
  void linesComeByFacetIdAndTrialWithTheDigitsOfTheRow() {
    EvalRecord record = Cases.record("issues", "late", "<think>x</think>late", "reason\nB");
    Scored scored = Scored.of(record, Cases.definition("Issues"), EvalNone.LEGACY);
    ScorePlan plan = new ScorePlan("d", "e", "https://x/exp", "m", "f", EvalNone.LEGACY);

    String root = SpanId.of("e", record.evalCase(), SpanId.ROOT);
    assertThat(ResultLine.of(scored, plan).order(), is("Issues\0r\0" + "00000000"));
    assertThat(
        ResultLine.of(scored, plan).json().toString(),
        is(
            "{\"id\":\"r\",\"facet_name\":\"Issues\",\"split\":\"validation\",\"trial\":0,"
                + "\"preprocessed_text\":\"User: late\",\"expected\":\"late\",\"output\":\"late\","
                + "\"error\":null,\"scores\":{\"binary_decision_match\":1,\"positive_recall\":1,"
                + "\"negative_specificity\":null,\"sentiment_label_correct\":null,"
                + "\"Factuality\":0.6},\"judge\":{\"choice\":\"B\",\"rationale\":\"reason\"},"
                + "\"judge_error\":null,\"judge_asked\":true,\"unparsed_sentiment\":false,"
                + "\"none_rules_disagree\":false,\"duration_seconds\":1.500,\"prompt_tokens\":10,"
                + "\"completion_tokens\":3,\"url\":\"https://x/exp?r="
                + root
                + "&s="
                + root
                + "\"}"));
  }

  @Test
  void codersGiveBackWhatTheyTook() throws Exception {
    EvalRecord record = Cases.record("issues", "late", "late", null);
    EvalRecord failed =
        new EvalRecord(record.evalCase(), ModelOutcome.failed("m", "e"), Cases.answer("C"));

    CoderProperties.coderDecodeEncodeEqual(EvalRecordCoder.of(), record);
    CoderProperties.coderDecodeEncodeEqual(EvalRecordCoder.of(), failed);
    CoderProperties.coderDecodeEncodeEqual(
        SpanAndNowCoder.of(), new SpanAndNow(null, record.evalCase().row()));
    CoderProperties.coderDecodeEncodeEqual(
        SpanAndNowCoder.of(),
        new SpanAndNow(
            EvalSpans.of(
                    Scored.of(record, null, EvalNone.LEGACY),
                    new ScorePlan("d", "e", null, "m", "f", EvalNone.LEGACY),
                    "e")
                .get(0),
            null));
  }
}
