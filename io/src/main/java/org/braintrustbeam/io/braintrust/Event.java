package org.braintrustbeam.io.braintrust;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.braintrustbeam.io.row.ChangeBasis;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowKey;

/**
 * A change as the service takes it.
 *
 * <p>A merge, so that what is not named stays (but for new spans of experiments); the fields to
 * replace are merge paths, below which the service does not descend. Values are the bytes that
 * came.
 *
 * @param key the row
 * @param json the event
 * @param basis what it was decided on
 */
record Event(RowKey key, RawJson json, ChangeBasis basis) {

  /** The event that makes a change. */
  static Event of(RowChange change) {
    return of(change, true);
  }

  /** The event of a span: one that was not there is written as it is, as the SDKs do. */
  static Event ofSpan(RowChange change) {
    return of(change, change.basedOnXactId() != 0);
  }

  private static Event of(RowChange change, boolean merge) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text(out, "{\"id\":");
    string(out, change.key().rowId());
    for (FieldChange field : change.fields()) {
      text(out, ",");
      string(out, field.name());
      text(out, ":");
      out.writeBytes(field.after().bytes());
    }
    if (merge) {
      text(out, ",\"_is_merge\":true");
      mergePaths(out, change.fields());
    }
    text(out, "}");
    return new Event(
        change.key(),
        RawJson.wrap(out.toByteArray()),
        new ChangeBasis(change.source(), change.basedOnXactId()));
  }

  private static void mergePaths(ByteArrayOutputStream out, List<FieldChange> fields) {
    List<String> replaced =
        fields.stream()
            .filter(field -> field.mode() == FieldChange.Mode.REPLACE)
            .map(FieldChange::name)
            .sorted()
            .toList();
    String before = ",\"_merge_paths\":[";
    for (String name : replaced) {
      text(out, before);
      text(out, "[");
      string(out, name);
      text(out, "]");
      before = ",";
    }
    text(out, replaced.isEmpty() ? "" : "]");
  }

  /** The body of a request with these events. */
  static RawJson body(List<Event> events) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String before = "{\"events\":[";
    for (Event event : events) {
      text(out, before);
      out.writeBytes(event.json().bytes());
      before = ",";
    }
    text(out, "]}");
    return RawJson.wrap(out.toByteArray());
  }

  private static void string(ByteArrayOutputStream out, String value) {
    out.write('"');
    out.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(value));
    out.write('"');
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(UTF_8));
  }
}
