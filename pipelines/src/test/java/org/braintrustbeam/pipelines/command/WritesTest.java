package org.braintrustbeam.pipelines.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.FieldChange.Mode;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.io.row.RowVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritesTest {
  /** The service may print a time in another way than it was sent. */
  @ParameterizedTest
  @CsvSource({
    "2026-06-01T12:00:00Z, 2026-06-01T12:00:00.000Z, true",
    "2026-06-01T14:00:00+02:00, 2026-06-01T12:00:00.000Z, true",
    "2026-06-01T12:00:00Z, 2026-06-01T12:00:00.001Z, false",
    "yesterday, yesterday, true",
    "yesterday, tomorrow, false",
  })
  void aRowIsAsOldAsWasSentHoweverItsTimeIsSpelled(String sent, String now, boolean made) {
    RowKey key = new RowKey("d", "r");
    RowChange change =
        new RowChange(
            key,
            key,
            RawJson.NULL,
            List.of(new FieldChange("created", RawJson.NULL, text(sent), Mode.REPLACE)),
            RowChange.Reason.ADDED,
            0);
    String row = "{\"id\":\"r\",\"_xact_id\":\"1\",\"created\":%s}".formatted(text(now));

    assertThat(Writes.isMade(change, RowVersion.scan("d", row.getBytes(UTF_8))), is(made));
  }

  private static RawJson text(String text) {
    return RawJson.of('"' + text + '"');
  }
}
