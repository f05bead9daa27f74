package org.braintrustbeam.pipelines.report;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many rows that are searched by all they hold and open into two texts side by side.
 *
 * @param id unique in the page
 * @param titles of the columns
 * @param scores names of the scores, one column each
 * @param rows asked once, while the page is written: no more than one is on the heap for it
 */
public record Records(
    String id,
    String caption,
    Titles titles,
    List<String> scores,
    String leftTitle,
    String rightTitle,
    Iterable<Row> rows)
    implements Block {
  private static final Titles OF_FACETS =
      new Titles("Facet", "Record", "Part", "Output or error", "Text");

  /** Titles of what each row has, under the names of {@link Row}. */
  public record Titles(String group, String id, String part, String gist, String input) {}

  /** Rows of facets. */
  public Records(
      String id,
      String caption,
      List<String> scores,
      String leftTitle,
      String rightTitle,
      Iterable<Row> rows) {
    this(id, caption, OF_FACETS, scores, leftTitle, rightTitle, rows);
  }

  /**
   * One row.
   *
   * @param group what the rows are told apart by first
   * @param scores by the names above, in their order; null where there is none
   * @param gist what went wrong, or what was answered, in a line
   * @param input the text that both sides are about
   * @param notes what else is to be said of it: errors, a judge's reasons
   */
  public record Row(
      String group,
      String id,
      String part,
      String gist,
      List<@Nullable Double> scores,
      String input,
      String left,
      String right,
      List<Fact> notes,
      @Nullable String href) {
    /** Drops an unfit address. */
    public Row {
      href = PageText.link(href);
    }
  }

  Iterator<Row> iterator() {
    return rows.iterator();
  }
}
