package org.braintrustbeam.io.braintrust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.braintrustbeam.io.row.Json;
import org.braintrustbeam.io.row.MalformedJsonException;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowHeaderException;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.io.row.RowVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageScannerTest {
  private static Page scan(String body) {
    return PageScanner.scan("ReadRows", "d", new HttpReply(200, null, null, body.getBytes(UTF_8)));
  }

  @Test
  void keepsTheBytesOfARow() {
    String row =
        "{ \"id\":\"ä\\u00e4\", \"n\": 9007199254740993.10,\"_xact_id\":\"18446744073709551615\" }";

    Page page = scan("{\"schema\":{\"items\":[1,{}]},\"data\":[ " + row + " ],\"cursor\":\"c+/\"}");

    assertThat(
        page.rows(), contains(new RowVersion(new RowKey("d", "ää"), -1L, false, RawJson.of(row))));
    assertThat(page.cursor(), equalTo("c+/"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void judgesARowOnAPageAsByItself(int which) {
    String deep = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);
    String row =
        List.of(
                "{\"id\":\"a\",\"id\":\"b\",\"_xact_id\":\"1\",\"_xact_id\":2}",
                "{\"id\":\"a\",\"id\":7,\"_xact_id\":\"1\"}",
                "{\"id\":\"a\",\"_xact_id\":\"1\",\"_object_delete\":true}",
                "{\"id\":\"a\",\"_xact_id\":{\"id\":\"b\"}}",
                "{\"input\":{\"id\":\"a\",\"_xact_id\":\"1\"}}",
                "{\"id\":\"\\ud800\",\"_xact_id\":\"1\"}",
                "{\"id\":\"a\",\"_xact_id\":\"1\",\"input\":" + deep + "}",
                "{\"id\":\"a\",\"_xact_id\":\"1\",\"input\":" + deep.substring(1, 1999) + "}")
            .get(which);

    Page page = scan("{\"data\":[" + row + "]}");

    try {
      assertThat(page.rows(), contains(RowVersion.scan("d", row.getBytes(UTF_8))));
    } catch (RowHeaderException | MalformedJsonException e) {
      assertThat(page.rows(), is(empty()));
      assertThat(page.rejects().get(0).detail(), equalTo(e.getMessage()));
    }
  }

  @Test
  void takesTheGreatestKey() {
    Page page =
        scan(
            "{\"events\":[{\"id\":\"a\",\"_xact_id\":1,\"_pagination_key\":\"p2\"},"
                + "{\"id\":\"b\",\"_xact_id\":1,\"_pagination_key\":\"p1\"},"
                + "{\"id\":\"c\",\"_xact_id\":1,\"input\":{\"_pagination_key\":\"p9\"}}]}");

    assertThat(page.lastKey(), equalTo("p2"));
    assertThat(page.cursor(), nullValue());
  }

  @Test
  void aBadRowComesOutWithItsBytesAndTheOthersStay() {
    Page page =
        scan(
            "{\"data\":[{\"id\":17,\"_xact_id\":\"1\"}, 5, {\"id\":\"b\",\"_xact_id\":\"x\"},"
                + "{\"id\":\"ok\",\"_xact_id\":\"1\"}]}");

    assertThat(page.rows().stream().map(row -> row.key().rowId()).toList(), contains("ok"));
    assertThat(
        page.rejects().stream().map(reject -> reject.row().toString()).toList(),
        contains("{\"id\":17,\"_xact_id\":\"1\"}", "5", "{\"id\":\"b\",\"_xact_id\":\"x\"}"));
    assertThat(page.rejects().get(0).reason(), equalTo(Reject.Reason.MALFORMED));
    assertThat(page.size(), equalTo(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exhausted_timeout", "exhausted_memory_budget"})
  void aPageThatMayLackTheNewestWritesIsNoPage(String type) {
    String state = "\"realtime_state\":{\"read_bytes\":[0],\"type\":\"" + type + "\"}";

    assertThrows(StaleAnswerException.class, () -> scan("{\"data\":[]," + state + "}"));
    assertThrows(StaleAnswerException.class, () -> scan("{" + state + ",\"data\":[]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"type\":\"on\"}", "{\"x\":{\"type\":\"exhausted\"}}", "null", "[{}]", "1"})
  void anyOtherStateIsFine(String state) {
    assertThat(scan("{\"data\":[],\"realtime_state\":" + state + "}").size(), equalTo(0));
  }

  @Test
  void anEmptyCursorIsNone() {
    byte[] body = "{\"data\":[],\"cursor\":\"\"}".getBytes(UTF_8);

    assertThat(
        PageScanner.scan("s", "d", new HttpReply(200, "", null, body)).cursor(), nullValue());
    assertThat(
        PageScanner.scan("s", "d", new HttpReply(200, "c", null, body)).cursor(), equalTo("c"));
  }

  @Test
  void aDeletedRowIsAVersionThatSaysSo() {
    Page page = scan("{\"events\":[{\"id\":\"a\",\"_xact_id\":\"1\",\"_object_delete\":true}]}");

    assertThat(page.rows().get(0).deleted(), equalTo(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "null",
        "<html>",
        "{\"data\":{}}",
        "{\"data\":[{\"id\":\"a\",\"_xact_id\":\"1\"}",
        "{\"data\":[{\"id\":\"a\",\"_xact_id\":\"1\"}]",
        "{\"data\":[{\"id\":\"a",
        "{\"data\":[]}{}"
      })
  void aBodyThatIsNotWholeIsNoPage(String body) {
    assertThrows(MalformedJsonException.class, () -> scan(body));
  }
}
