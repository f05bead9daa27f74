package org.braintrustbeam.transforms.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * The edits that people made to a row, oldest first: the entries of its {@code audit_data} that
 * wrap an inner {@code audit_data} with action {@code merge} and a path.
 *
 * <p>Entries without a path, without inner {@code audit_data}, or null say nothing of a field and
 * are passed over.
 */
public record Edits(List<Edit> all) {

  /**
   * One edit.
   *
   * @param path where in the row, the field first
   * @param from the value before, null if the service does not say
   * @param xactId when, as a transaction id; 0 if the service does not say
   */
  public record Edit(List<String> path, @Nullable RawJson from, long xactId) {
    /** The row's field that was edited. */
    public String field() {
      return path.get(0);
    }
  }

  /**
   * Reads them out of a row's {@code audit_data}.
   *
   * @param source where an edit must have come from: {@code app}, {@code api} or {@code external};
   *     null for anywhere
   */
  public static Edits of(RawJson auditData, @Nullable String source) {
    List<Edit> edits = new ArrayList<>();
    for (RawJson entry : auditData.elements()) {
      Edit edit = read(entry, source);
      if (edit != null) {
        edits.add(edit);
      }
    }
    edits.sort((left, right) -> Long.compareUnsigned(left.xactId(), right.xactId()));
    return new Edits(List.copyOf(edits));
  }

  private static @Nullable Edit read(RawJson entry, @Nullable String source) {
    var outer = entry.fields();
    var inner = outer.getOrDefault("audit_data", RawJson.NULL).fields();
    List<String> path = path(inner.getOrDefault("path", RawJson.NULL));
    boolean merge = "merge".equals(inner.getOrDefault("action", RawJson.NULL).text());
    if (!merge || path.isEmpty() || !isFrom(source, outer.getOrDefault("source", RawJson.NULL))) {
      return null;
    }
    return new Edit(path, inner.get("from"), xactId(outer.getOrDefault("_xact_id", RawJson.NULL)));
  }

  /**
   * Whether a row was written after it was made, and the service does not say which fields of it:
   * as a whole, or by a merge without a path, as some of its interfaces leave it.
   *
   * @param auditData of the row; entries without inner {@code audit_data} are passed over
   */
  public static boolean hasUntold(RawJson auditData) {
    List<RawJson> entries = auditData.elements();
    long made =
        entries.stream()
            .map(entry -> xactId(entry.field("_xact_id")))
            .min(Long::compareUnsigned)
            .orElse(0L);
    return entries.stream()
        .filter(entry -> xactId(entry.field("_xact_id")) != made)
        .map(entry -> entry.field("audit_data").fields())
        .anyMatch(Edits::isUntold);
  }

  private static boolean isUntold(Map<String, RawJson> inner) {
    String action = inner.getOrDefault("action", RawJson.NULL).text();
    return "upsert".equals(action)
        || ("merge".equals(action) && path(inner.getOrDefault("path", RawJson.NULL)).isEmpty());
  }

  private static boolean isFrom(@Nullable String wanted, RawJson source) {
    return wanted == null || wanted.equals(source.text());
  }

  private static List<String> path(RawJson path) {
    return path.elements().stream()
        .map(step -> step.text() == null ? step.toString() : step.text())
        .toList();
  }

  private static long xactId(RawJson value) {
    String text = value.idText();
    try {
      return text == null ? 0 : Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      return 0; // the service's own word for "which transaction" may be absent: then it is unknown
    }
  }

  /** Whether that field was edited. */
  public boolean touch(String field) {
    return all.stream().anyMatch(edit -> edit.field().equals(field));
  }

  /** The members of an object field that were edited; null if it was replaced as a whole. */
  public @Nullable List<String> membersOf(String field) {
    List<String> members = new ArrayList<>();
    for (Edit edit : all) {
      if (edit.field().equals(field)) {
        if (edit.path().size() < 2) {
          return null;
        }
        members.add(edit.path().get(1));
      }
    }
    return members;
  }

  /** The value a field had before the first edit; null if the service does not say. */
  public @Nullable RawJson before(String field) {
    return all.stream()
        .filter(edit -> edit.field().equals(field))
        .findFirst()
        .filter(edit -> edit.path().size() == 1)
        .map(Edit::from)
        .orElse(null);
  }

  /** When a field was last edited, as a transaction id; 0 if the service does not say. */
  public long lastEditOf(String field) {
    return all.stream()
        .filter(edit -> edit.field().equals(field))
        .map(Edit::xactId)
        .max(Long::compareUnsigned)
        .orElse(0L);
  }
}
