package org.braintrustbeam.emulator.summary;

import java.util.List;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Canonical;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;

/** The value of a case's root span by which the same case is found in another experiment. */
public final class ComparisonKey {
  private final List<String> path;

  private ComparisonKey(List<String> path) {
    this.path = path;
  }

  /** Reads the setting of a project: a column, or a path like {@code metadata.case.id}. */
  public static ComparisonKey parse(String text) {
    if (!text.matches("\\w+(\\.\\w+)*")) {
      throw ApiError.badRequest(
          "The project's comparison_key '"
              + text
              + "' is not a path; the emulator knows only paths");
    }
    return new ComparisonKey(List.of(text.split("\\.")));
  }

  String column() {
    return path.get(0);
  }

  /** One text for all spellings of the value. */
  String of(RawObject span) {
    byte[] value = span.get(column());
    for (String name : path.subList(1, path.size())) {
      value = Json.isObject(value) ? RawObject.parse(value).get(name) : Json.NULL;
    }
    return Canonical.text(value);
  }
}
