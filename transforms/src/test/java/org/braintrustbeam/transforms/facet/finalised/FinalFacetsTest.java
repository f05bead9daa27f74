package org.braintrustbeam.transforms.facet.finalised;

import static java.util.Objects.requireNonNull;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import org.apache.beam.sdk.util.CoderUtils;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FinalFacetsTest {
  private static FinalFacets row(String id, String created, long xactId) {
    return requireNonNull(
        FinalFacets.read(
            RawJson.of(
                "{\"id\":\"%s\",\"root_span_id\":\"r\",\"created\":\"%s\",\"facets\":{}}"
                    .formatted(id, created)),
            xactId));
  }

  @Test
  void theNewestIsByInstantThenVersionThenTheLowerId() {
    List<FinalFacets> byAge =
        List.of(
            row("a", "2026-06-01T11:00:00+02:00", -1),
            row("c", "2026-06-01T10:00:00Z", 5),
            row("b", "2026-06-01T12:00:00+02:00", 5),
            row("d", "2026-06-01T10:00:00Z", -1));

    assertThat(byAge.stream().sorted(FinalFacets.BY_AGE).toList(), equalTo(byAge));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "\"text\"", "\"[1]\"", "3"})
  void facetsThatAreNoObjectAreNone(String facets) {
    String row = "{\"id\":\"a\",\"root_span_id\":\"r\",\"facets\":" + facets + "}";

    assertThat(FinalFacets.read(RawJson.of(row), 1), nullValue());
  }

  @Test
  void aLineIsAsPythonWouldWriteIt() throws Exception {
    FinalFacets facets =
        requireNonNull(
            FinalFacets.read(
                RawJson.of(
                    "{\"id\":\"a\",\"root_span_id\":\"r\",\"facets\":\"{\\\"b\\\":null,\\\"a\\\":1.0}\"}"),
                1));

    assertThat(
        CoderUtils.clone(FinalFacetsCoder.of(), facets).line().json().toString(),
        is(
            "{\"created\": null, \"facets\": {\"a\": 1.0, \"b\": null}, \"root_span_id\": \"r\","
                + " \"row_id\": \"a\", \"span_id\": \"a\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"TASK\":1,\"Task\":2,\"task\":3}|task|3",
        "{\"TASK\":1,\"Task\":2}|task|1",
        "{\"b\":0,\"user mood\":1}|User-Mood|1",
        "{\" user__mood!\":1}|user-mood|1",
        "{\"task\":null,\"Task\":2}|task|null",
        "{\"Task\":null,\"-task\":2}|task|null",
        "{\"日本\":1}|中国|null",
        "{\"日本\":1}|日本|1",
        "{\"\":1}|-|null",
        "{}|task|null",
      })
  void findsAFacetByNameThenIgnoringCaseThenSeparators(String facets, String name, String value) {
    assertThat(
        FinalValue.find(JsonValue.of(RawJson.of(facets)), name),
        equalTo(JsonValue.of(RawJson.of(value))));
  }
}
