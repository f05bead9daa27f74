package org.braintrustbeam.pipelines.report;

import java.util.List;

/** Numbers to be seen first, in large letters. */
public record Figures(List<Figure> figures) implements Block {
  /**
   * One of them.
   *
   * @param note what it is out of, or its interval; may be empty
   */
  public record Figure(String name, String value, String note, Tone tone) {}
}
