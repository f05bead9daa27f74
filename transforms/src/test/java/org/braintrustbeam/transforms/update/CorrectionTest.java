package org.braintrustbeam.transforms.update;

import static java.util.Objects.requireNonNull;
import static org.braintrustbeam.io.row.RowBuilder.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import org.apache.beam.sdk.testing.CoderProperties;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.trace.Edits;
import org.braintrustbeam.transforms.trace.Span;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrectionTest {
  private static final String API_EDIT =
      "{\"_xact_id\":\"5\",\"audit_data\":{\"action\":\"merge\",\"path\":[\"expected\"],"
          + "\"from\":\"base\"},\"source\":\"api\"}";
  private static final String APP_EDIT =
      "{\"_xact_id\":7,\"audit_data\":{\"action\":\"merge\",\"path\":[\"expected\"],"
          + "\"from\":\"mid\"},\"source\":\"app\"}";

  private static RowVersion edited(String origin) {
    return row("t1")
        .in("exp")
        .atXact(9)
        .with("origin", origin)
        .with("expected", "1.50")
        .with("metadata", "{\"a\":1}")
        .with("audit_data", "[" + API_EDIT + "," + APP_EDIT + "]")
        .build();
  }

  private static @Nullable Correction read(String origin, @Nullable String source) {
    Span span = Span.of(edited(origin));
    return Correction.of(span, Edits.of(span.field("audit_data"), source));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1000197266989907975\"", "1000197266989907975"})
  void knowsTheVersionItRanOnHoweverItIsWritten(String xactId) {
    Correction correction =
        requireNonNull(
            read(
                "{\"object_type\":\"dataset\",\"object_id\":\"d\",\"id\":\"r\",\"_xact_id\":"
                    + xactId
                    + "}",
                null));

    assertThat(correction.record(), equalTo(new RowKey("d", "r")));
    assertThat(correction.source(), equalTo(new RowKey("exp", "t1")));
    assertThat(correction.ranOn(), is("1000197266989907975"));
    assertThat(correction.editedAt(), is(7L));
    assertThat(correction.value("expected"), equalTo(RawJson.of("1.50")));
  }

  @Test
  void hasItsBaseFromTheFirstEditOfAllWhicheverCount() {
    Correction correction =
        requireNonNull(
            read("{\"object_type\":\"dataset\",\"object_id\":\"d\",\"id\":\"r\"}", "app"));

    assertThat(correction.expectedBefore(), equalTo(RawJson.of("\"base\"")));
    assertThat(correction.ranOn(), is(nullValue()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"object_type\":\"project_logs\",\"object_id\":\"p\",\"id\":\"r\"}",
        "{\"object_type\":\"dataset\",\"object_id\":\"d\"}"
      })
  void isNoneWithoutADatasetRecord(String origin) {
    assertThat(read(origin, null), is(nullValue()));
  }

  @Test
  void survivesItsCoder() throws Exception {
    Correction correction =
        requireNonNull(
            read("{\"object_type\":\"dataset\",\"object_id\":\"d\",\"id\":\"r\"}", null));

    CoderProperties.coderDecodeEncodeEqual(CorrectionCoder.of(), correction);
    CoderProperties.coderDeterministic(CorrectionCoder.of(), correction, correction);
    CoderProperties.coderDecodeEncodeEqual(
        MatchedCorrectionCoder.of(), new MatchedCorrection(correction, null, edited("null")));
    CoderProperties.coderDecodeEncodeEqual(
        UpdateOutcomeCoder.of(), UpdateOutcome.of(UpdateOutcome.Kind.MISSING, correction.record()));
  }
}
