package org.braintrustbeam.io.row;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.braintrustbeam.io.row.RowBuilder.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowVersionTest {
  @Test
  void scansTheHeaderWhereverItStands() {
    String json =
        "{\"input\":{\"id\":\"not me\",\"_xact_id\":\"1\"},\"_xact_id\":\"18446744073709551615\","
            + "\"metadata\":[{\"_object_delete\":true}],\"id\":\"r1\"}";

    RowVersion row = RowVersion.scan("d", json.getBytes(UTF_8));

    assertThat(row.key(), equalTo(new RowKey("d", "r1")));
    assertThat(Long.toUnsignedString(row.xactId()), is("18446744073709551615"));
    assertThat(row.deleted(), is(false));
    assertThat(row.json().toString(), is(json));
  }

  @Test
  void takesNothingFromWithinAValue() {
    String json =
        "{\"_object_delete\":{\"id\":\"evil\"},\"id\":\"r1\",\"_xact_id\":7,"
            + "\"x\":{\"_xact_id\":\"9\"}}";

    RowVersion row = RowVersion.scan("d", json.getBytes(UTF_8));

    assertThat(row.key().rowId(), is("r1"));
    assertThat(row.xactId(), is(7L));
  }

  @Test
  void seesADeletion() {
    assertThat(row("r1").deleted().build().deleted(), is(true));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"_xact_id\":\"1\"}|no string 'id'",
        "{\"id\":7,\"_xact_id\":\"1\"}|no string 'id'",
        "{\"id\":\"r\"}|no '_xact_id'",
        "{\"id\":\"r\",\"_xact_id\":{}}|no '_xact_id'",
        "{\"id\":\"r\",\"_xact_id\":\"-1\"}|has the _xact_id '-1'",
        "{\"id\":\"r\\ud83d\",\"_xact_id\":\"1\"}|half a character",
        "[]|no JSON object"
      })
  void saysWhatIsWrongWithAHeader(String json, String complaint) {
    var error =
        assertThrows(RowHeaderException.class, () -> RowVersion.scan("d", json.getBytes(UTF_8)));

    assertThat(error.getMessage(), containsString(complaint));
  }

  @Test
  void aNameThatIsNotUtf8IsNotTakenForOneThatIs() {
    byte[] row = "{\"id\":\"r\",\"_xact_id\":7}".getBytes(UTF_8);
    assertThat(RowVersion.scan("d", row).key().rowId(), is("r")); // now the parser knows "id"
    byte[] other = "{\"??id\":\"r\",\"_xact_id\":7}".getBytes(UTF_8);
    other[2] = (byte) 0xff;
    other[3] = (byte) 0xff;

    assertThrows(RowHeaderException.class, () -> RowVersion.scan("d", other));
  }
}
