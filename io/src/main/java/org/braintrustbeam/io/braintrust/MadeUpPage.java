package org.braintrustbeam.io.braintrust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.braintrustbeam.io.row.RowVersion;

/** An answer that no service has sent, to read before the first one comes. */
final class MadeUpPage {
  /** Java compiles what was called 200 times, and a loop after some thousand rounds. */
  private static final int ROWS = 500;

  private static final String TEXT = "a word or two, ".repeat(10);

  private MadeUpPage() {}

  /** Its rows, as they come out of the same steps as those of a service's answer. */
  static List<RowVersion> rows() {
    String rows =
        IntStream.range(0, ROWS).mapToObj(MadeUpPage::row).collect(Collectors.joining(","));
    byte[] body =
        ("{\"data\":[" + rows + "],\"realtime_state\":{\"type\":\"on\"}}").getBytes(UTF_8);
    return PageScanner.scan("MadeUp", "none", new HttpReply(200, null, null, body)).rows();
  }

  private static String row(int number) {
    String id = String.format(Locale.ROOT, "%08d-0000-4000-8000-000000000000", number);
    return """
        {"id":"%1$s","_xact_id":"1000195000000000001","_pagination_key":"p%1$s",\
        "created":"2026-01-01T00:00:00.000Z","is_root":true,"root_span_id":"%1$s","span_id":"%1$s",\
        "scores":{"Factuality":0.5},"span_attributes":{"name":"eval","type":"eval"},\
        "input":{"question":"%2$s"},"expected":"%2$s","output":"%2$s",\
        "metadata":{"n":1.5},"origin":null}"""
        .formatted(id, TEXT);
  }
}
