package org.braintrustbeam.pipelines.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table that can be sorted; a long one is also paged and searched.
 *
 * @param id unique in the page
 * @param caption what it shows
 */
public record Table(String id, String caption, List<Column> columns, List<List<Cell>> rows)
    implements Block {
  private static final int LONG = 15;

  /** A column; numbers stand to the right. */
  public record Column(String title, boolean numeric) {}

  /**
   * A cell.
   *
   * @param note what stands behind the text in small letters; may be empty
   * @param order what it is sorted by, if not the text
   * @param href where it leads to, or null
   */
  public record Cell(
      String text, String note, @Nullable Double order, @Nullable String href, Tone tone) {
    /** Drops an unfit address. */
    public Cell {
      href = PageText.link(href);
    }

    /** Text alone. */
    public static Cell of(String text) {
      return new Cell(text, "", null, null, Tone.PLAIN);
    }

    /** A number, sorted as such; null is below all. */
    public static Cell of(@Nullable Double number, String text, String note, Tone tone) {
      return new Cell(text, note, number == null ? Double.valueOf(-1e9) : number, null, tone);
    }

    /** A count. */
    public static Cell of(long count, Tone tone) {
      return of((double) count, Numbers.count(count), "", tone);
    }

    @Nullable String orderText() {
      return order == null ? null : Double.toString(order);
    }
  }

  boolean isLong() {
    return rows.size() > LONG;
  }
}
