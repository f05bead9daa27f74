package org.braintrustbeam.bench.data;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The JSON of rows as they are sent, each of {@value #BYTES} bytes. */
final class Rows {
  /** One KB. What the server adds of its own (ids, empty columns) comes on top. */
  static final int BYTES = 1_000;

  private static final int EXPECTED = 200;

  private Rows() {}

  /** A root span of an experiment. */
  static String testCase(long number, @Nullable Origin origin) {
    String span = String.format(Locale.ROOT, "span-%09d", number);
    String head =
        "{\"id\":\"%s\",\"span_id\":\"%s\",\"root_span_id\":\"%s\",\"span_attributes\":{\"name\":\"eval\",\"type\":\"eval\"},"
            .formatted(id(number), span, span);
    String from = origin == null ? "" : "\"origin\":" + origin.json() + ',';
    String values = values(number, "" + number) + ",\"scores\":{\"accuracy\":0.5},\"output\":\"";
    return filled(head + from + values, number, "\"}");
  }

  /**
   * A record of a dataset.
   *
   * @param expected what its {@code expected} is made of
   */
  static String dataRecord(long number, String expected, Instant created) {
    String head = "{\"id\":\"" + id(number) + "\",\"created\":\"" + created + "\",";
    return filled(head + values(number, expected) + ",\"metadata\":{\"notes\":\"", number, "\"}}");
  }

  /** A person's correction of a row. */
  static String correction(long number) {
    return "{\"id\":\""
        + id(number)
        + "\",\"_is_merge\":true,\"expected\":"
        + expected("corrected " + number)
        + '}';
  }

  static String id(long number) {
    return String.format(Locale.ROOT, "case-%09d", number);
  }

  private static String values(long number, String expected) {
    return "\"input\":{\"question\":\""
        + Words.text(number, 150)
        + "\",\"number\":"
        + number
        + "},\"expected\":"
        + expected(expected);
  }

  private static String expected(String of) {
    return "{\"answer\":\"" + of + ' ' + Words.text(of.hashCode(), EXPECTED) + "\"}";
  }

  private static String filled(String head, long number, String tail) {
    return head + Words.text(~number, BYTES - head.length() - tail.length()) + tail;
  }

  /** Which record of which dataset a test case is made of, and in which version. */
  record Origin(String dataset, String id, String xactId) {
    String json() {
      return "{\"object_type\":\"dataset\",\"object_id\":\"%s\",\"id\":\"%s\",\"_xact_id\":\"%s\"}"
          .formatted(dataset, id, xactId);
    }
  }
}
