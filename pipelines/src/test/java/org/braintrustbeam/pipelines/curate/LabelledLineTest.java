package org.braintrustbeam.pipelines.curate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.List;
import org.braintrustbeam.transforms.curate.Case;
import org.braintrustbeam.transforms.curate.CuratePlan;
import org.braintrustbeam.transforms.curate.ReviewLine;
import org.braintrustbeam.transforms.curate.ScoreRule;
import org.braintrustbeam.transforms.facet.row.RowPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelledLineTest {
  private static final LabelledLine READER =
      new LabelledLine("p", new ScoreRule(List.of(), new BigDecimal("0.5"), new BigDecimal("0.8")));

  private static Case read(String line) {
    return READER.read(3, line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"record_id\":\"r\",\"id\":\"i\",\"trace_id\":\"t\",\"input\":1}  | r",
        "{\"id\":\"i\",\"trace_id\":\"t\",\"input\":1}                      | i",
        "{\"record_id\":null,\"id\":\"i\",\"input\":1}                      | i",
        "{\"id\":17,\"input\":1}                                            | 17",
        "{\"trace_id\":\"t\",\"input\":1}                                   | flywheel:p:t",
        "{\"source_trace_id\":\"t\"}                                        | flywheel:p:t",
        "{\"root_span_id\":\"t\"}                                           | flywheel:p:t",
        "{\"dataset_id\":\"d\",\"trace_id\":\"t\",\"input\":1}              | flywheel:p:t",
        "{\"dataset_id\":\"d\",\"dataset_record_id\":\"x\",\"trace_id\":\"t\"} | flywheel:p:t"
      })
  void theIdOfARowIsNeverThatOfADataset(String line, String id) {
    assertThat(read(line).id(), is(id));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"bucket\":\"failing\"                       | FAILING | null",
        "\"bucket\":\"passing\",\"score\":0.1         | PASSING | 0.1",
        "\"production_score\":0.50                    | FAILING | 0.50",
        "\"score\":0.9                                | PASSING | 0.9",
        "\"score\":0.7                                | null    | 0.7",
        "\"score\":null                               | null    | null"
      })
  void theBucketIsGivenOrFollowsFromTheScore(String members, String bucket, String score) {
    Case value = read("{\"id\":\"i\",\"input\":1," + members + "}");

    assertThat(String.valueOf(value.bucket()), is(bucket));
    assertThat(String.valueOf(value.score()), is(score));
  }

  @Test
  void whatProductionPutOutIsNoLabel() {
    Case value = read("{\"id\":\"i\",\"input\":1,\"output\":\"production said so\"}");

    assertThat(value.isLabelled(), is(false));
    assertThat(value.expected().toString(), is("null"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{ }"})
  void whatSaysNothingIsNoLabel(String expected) {
    Case value = read("{\"id\":\"i\",\"input\":1,\"expected\":" + expected + "}");

    assertThat(value.isLabelled(), is(false));
  }

  @Test
  void valuesKeepTheirBytes() {
    Case value = read("{\"id\":\"i\",\"input\":{\"n\":1.10},\"expected\":[9007199254740993]}");

    assertThat(value.input().toString(), is("{\"n\":1.10}"));
    assertThat(value.expected().toString(), is("[9007199254740993]"));
    assertThat(value.source(), is(nullValue()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[1]                                              | no JSON object",
        "{'id':'i','input':1                              | no JSON object",
        "{'id':'i','input':1} x                           | no JSON object",
        "{'input':1}                       | neither 'record_id' or 'id' nor 'trace_id'",
        "{'dataset_id':'d','input':1}      | neither 'record_id' or 'id' nor 'trace_id'",
        "{'id':'i'}                        | no 'input', and no 'trace_id' to find it by",
        "{'id':'i','input':' '}            | no 'input', and no 'trace_id' to find it by",
        "{'id':{},'input':1}               | 'id' must be a text that is not empty",
        "{'id':' ','input':1}              | 'id' must be a text that is not empty",
        "{'id':'\\ud800','input':1}        | 'id' must be a text that is not empty",
        "{'trace_id':true,'input':1}       | 'trace_id' must be a text that is not empty",
        "{'id':'i','input':1,'bucket':'x'} | 'bucket' must be 'failing' or 'passing'",
        "{'id':'i','input':1,'bucket':1}   | 'bucket' must be a text",
        "{'id':'i','input':1,'score':2}    | 'score' must be a number from 0 to 1",
        "{'id':'i','input':1,'score':'1'}  | 'score' must be a number from 0 to 1",
        "{'id':'i','input':1,'labeler_model':1} | 'labeler_model' must be a text",
        "{'id':'i','input':1,'source':{'id':'s','_xact_id':'x'}}"
            + " | 'source._xact_id' must be the digits of a version"
      })
  void saysWhatIsWrongWithALine(String line, String message) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> read(line.replace('\'', '"')));

    assertThat(e.getMessage(), is(message));
  }

  @Test
  void readsWhatTheReviewFileSays() {
    Case value =
        read(
            "{\"id\":\"flywheel:p:t\",\"trace_id\":\"t\",\"bucket\":\"failing\","
                + "\"production_score\":0.2,\"split\":\"train\",\"input\":{\"q\":1},"
                + "\"expected\":\"a\",\"labeler_model\":\"m\",\"permalink\":null,\"source\":"
                + "{\"id\":\"s\",\"root_span_id\":\"t\",\"span_id\":\"sp\",\"created\":\"c\","
                + "\"_xact_id\":\"18446744073709551615\"}}");

    String again =
        new ReviewLine(
                new CuratePlan("p", "flywheel-v1", 0.8, 1), new RowPlan("n", "p", null, "", ""))
            .apply(value)
            .json()
            .toString();

    assertThat(read(again), is(value));
    assertThat(value.labeler(), is("m"));
    assertThat(value.order(), is("000000000003"));
  }
}
