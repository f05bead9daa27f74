package org.braintrustbeam.io.row;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** The header scanner takes any bytes, and reads of a row what a second reader reads. */
class RowHeaderFuzzTest {
  private static final JsonMapper SECOND =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  @FuzzTest(maxDuration = "5m")
  void readsWhatASecondReaderReads(byte[] bytes) throws IOException {
    RowVersion row;
    try {
      row = RowVersion.scan("d", bytes);
    } catch (RowHeaderException | MalformedJsonException e) {
      return; // a reject
    }
    JsonNode again = SECOND.readTree(bytes);
    assertThat(row.key().rowId(), equalTo(again.get("id").textValue()));
    assertThat(Long.toUnsignedString(row.xactId()), equalTo(digits(again.get("_xact_id"))));
    assertThat(row.deleted(), equalTo(again.path("_object_delete").asText().equals("true")));
    assertThat(row.json().fields().size(), equalTo(again.size()));
  }

  /** Long.parseUnsignedLong takes a plus sign and zeros in front. */
  private static String digits(JsonNode xactId) {
    return Long.toUnsignedString(Long.parseUnsignedLong(xactId.asText()));
  }
}
