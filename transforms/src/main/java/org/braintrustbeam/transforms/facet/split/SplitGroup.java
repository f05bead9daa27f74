package org.braintrustbeam.transforms.facet.split;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.braintrustbeam.transforms.facet.row.DatasetRow;

/**
 * Which rows are kept on one side.
 *
 * @param by what they have in common
 * @param path of the value in the source span's metadata, where it is that; else empty
 */
public record SplitGroup(By by, List<String> path) implements Serializable {
  /** Each row goes its own way. */
  public static final SplitGroup ROW = new SplitGroup(By.ROW, List.of());

  /** Rows of one trace stay together. */
  public static final SplitGroup ROOT_SPAN = new SplitGroup(By.ROOT_SPAN, List.of());

  private static final String METADATA = "metadata.";

  /** What rows have in common. */
  public enum By {
    /** Nothing. */
    ROW,
    /** Their trace. */
    ROOT_SPAN,
    /** A value in the metadata of their spans; one that has none goes its own way. */
    METADATA
  }

  /** Copies the path. */
  public SplitGroup {
    path = List.copyOf(path);
  }

  /**
   * The group of that name.
   *
   * @param name {@code root_span}, or {@code metadata.} and the names on the way to a value, with
   *     points between them
   * @throws IllegalArgumentException if it is neither
   */
  public static SplitGroup parse(String name) {
    if (name.equals("root_span")) {
      return ROOT_SPAN;
    }
    List<String> path =
        name.startsWith(METADATA)
            ? Arrays.asList(name.substring(METADATA.length()).split("\\.", -1))
            : List.of("");
    if (path.contains("")) {
      throw new IllegalArgumentException(
          "rows can be kept together by 'root_span' or 'metadata.<path>', got '" + name + "'");
    }
    return new SplitGroup(By.METADATA, path);
  }

  /** What is hashed to find the row's side. */
  String key(DatasetRow row) {
    String group = row.splitGroup();
    return switch (by) {
      case ROW -> row.id();
      case ROOT_SPAN -> row.source().rootSpanId();
      case METADATA -> group == null ? row.id() : group;
    };
  }
}
