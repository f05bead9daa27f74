package org.braintrustbeam.transforms.facet.call;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.facet.text.PythonJson;
import org.braintrustbeam.transforms.facet.text.PythonText;
import org.braintrustbeam.transforms.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A production span in which a model was asked for facets.
 *
 * @param source which span
 * @param input as stored, decoded if it is JSON in a text
 * @param output likewise
 * @param metadata likewise; empty if it is no object
 * @param spanAttributes likewise
 */
public record FacetSpan(
    CallSource source,
    JsonValue input,
    JsonValue output,
    JsonValue.Obj metadata,
    JsonValue.Obj spanAttributes) {

  /**
   * Reads a row of the source.
   *
   * @param row the row, of which only the columns named in this class are looked at
   * @param xactId of its version, 0 if it is not known
   * @param dropped told why, if there is no telling which span this is
   * @return null if it is dropped
   */
  public static @Nullable FacetSpan read(RawJson row, long xactId, Consumer<NoCall> dropped) {
    Map<String, RawJson> fields = row.fields();
    String id = text(fields, "id");
    String root = text(fields, "root_span_id");
    if (id == null || root == null) {
      dropped.accept(id == null ? NoCall.NO_ID : NoCall.NO_ROOT_SPAN_ID);
      return null;
    }
    String spanId = text(fields, "span_id");
    String ownId = spanId == null || spanId.isEmpty() ? id : spanId;
    return new FacetSpan(
        new CallSource(id, root, ownId, text(fields, "created"), xactId),
        decoded(fields, "input"),
        decoded(fields, "output"),
        object(decoded(fields, "metadata")),
        object(decoded(fields, "span_attributes")));
  }

  private static @Nullable String text(Map<String, RawJson> fields, String name) {
    return JsonValue.of(fields.getOrDefault(name, RawJson.NULL)) instanceof JsonValue.Str string
        ? string.text()
        : null;
  }

  private static JsonValue decoded(Map<String, RawJson> fields, String name) {
    return JsonValue.of(decode(fields.getOrDefault(name, RawJson.NULL)));
  }

  /**
   * The object or array that a text holds as JSON; anything else is left as it is. A text like
   * {@code null} or {@code 12} is what somebody wrote.
   */
  public static RawJson decode(RawJson value) {
    String text = value.text();
    if (text == null) {
      return value;
    }
    String inner = PythonText.strip(text);
    RawJson json = RawJson.of(inner);
    boolean is = (inner.startsWith("{") || inner.startsWith("[")) && json.isReadable();
    return is ? json : value;
  }

  private static JsonValue.Obj object(JsonValue value) {
    return value instanceof JsonValue.Obj object ? object : JsonValue.Obj.EMPTY;
  }

  /** Its line of {@code candidates.jsonl}, with its place in there. */
  public OrderedRow candidateLine() {
    Map<String, JsonValue> line = new TreeMap<>();
    line.put("id", new JsonValue.Str(source.id()));
    line.put("root_span_id", new JsonValue.Str(source.rootSpanId()));
    line.put("span_id", new JsonValue.Str(source.spanId()));
    line.put("created", JsonValue.textOrNil(source.created()));
    line.put("input", input);
    line.put("output", output);
    line.put("metadata", metadata);
    line.put("span_attributes", spanAttributes);
    return new OrderedRow(source.order(), RawJson.of(PythonJson.of(new JsonValue.Obj(line))));
  }
}
