package org.braintrustbeam.pipelines.command;

import java.util.Arrays;
import java.util.List;

/** The value of {@code --fields}: names joined by commas. */
public final class FieldList {
  private FieldList() {}

  /**
   * The names.
   *
   * @throws UsageException if there is none, or one that is not allowed
   */
  public static List<String> parse(String text, List<String> allowed) {
    List<String> fields = Arrays.stream(text.split(",", -1)).map(String::strip).distinct().toList();
    if (!allowed.containsAll(fields)) {
      throw new UsageException(
          "--fields must be some of " + String.join(",", allowed) + ", got " + text);
    }
    return fields;
  }
}
