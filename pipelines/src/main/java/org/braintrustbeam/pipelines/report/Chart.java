package org.braintrustbeam.pipelines.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chart, and the same in words and numbers for those who do not see it.
 *
 * @param id unique in the page
 * @param summary what is to be seen in it, in a sentence
 * @param axis what the labels are
 * @param unit what the values are
 * @param max the end of the values' axis; null leaves that to the values
 * @param marks lines across, at a label: a change point, a deployment
 * @param form how the values are written
 */
public record Chart(
    String id,
    String title,
    String summary,
    Shape shape,
    String axis,
    String unit,
    @Nullable Double max,
    List<String> labels,
    List<Series> series,
    List<Mark> marks,
    Form form) {

  /** Counts in a histogram, scores elsewhere. */
  public Chart(
      String id,
      String title,
      String summary,
      Shape shape,
      String axis,
      String unit,
      @Nullable Double max,
      List<String> labels,
      List<Series> series,
      List<Mark> marks) {
    this(
        id,
        title,
        summary,
        shape,
        axis,
        unit,
        max,
        labels,
        series,
        marks,
        shape == Shape.HISTOGRAM ? Form.COUNT : Form.SCORE);
  }

  /** How values are drawn. */
  public enum Shape {
    /** A bar from left to right for each label, with its interval: names of any length fit. */
    BARS,
    /** Bars side by side without a gap, one a bin. */
    HISTOGRAM,
    /** A line over labels in their order; a null is a gap in it. */
    LINES
  }

  /** How values are written. */
  public enum Form {
    /** With three places. */
    SCORE,
    /** Whole. */
    COUNT,
    /** Of one, as percent. */
    SHARE,
    /** With three digits, large or small. */
    MEASURE
  }

  /**
   * Values, one a label; null where there is none.
   *
   * @param low ends of the intervals; empty if there are none
   * @param high the other ends
   * @param tones what each value's colour says; empty for plain ones
   */
  public record Series(
      String name,
      List<@Nullable Double> values,
      List<@Nullable Double> low,
      List<@Nullable Double> high,
      List<Tone> tones) {
    /** Checks the lengths. */
    public Series {
      int size = values.size();
      if (isOdd(low, size) || isOdd(high, size) || isOdd(tones, size)) {
        throw new IllegalArgumentException(
            "series %s has %d values, and other numbers of what belongs to them"
                .formatted(name, size));
      }
    }

    private static boolean isOdd(List<?> list, int size) {
      return !list.isEmpty() && list.size() != size;
    }

    /** Values without intervals and in one colour. */
    public static Series of(String name, List<@Nullable Double> values) {
      return new Series(name, values, List.of(), List.of(), List.of());
    }
  }

  /** A line across a chart, at the label of this index. */
  public record Mark(int at, String label) {}

  /** Checks that each label has its value. */
  public Chart {
    for (Series one : series) {
      if (one.values().size() != labels.size()) {
        throw new IllegalArgumentException(
            "chart %s has %d labels, and %d values of %s"
                .formatted(id, labels.size(), one.values().size(), one.name()));
      }
    }
  }

  /** What the chart draws, as text: a row for each label, of it and the values of each series. */
  List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      List<String> row = new ArrayList<>();
      row.add(labels.get(i));
      for (Series one : series) {
        row.add(cell(one, i));
      }
      rows.add(row);
    }
    return rows;
  }

  private String cell(Series one, int i) {
    Double value = one.values().get(i);
    return one.low().isEmpty()
        ? written(value)
        : written(value) + Numbers.interval(" (", one.low().get(i), one.high().get(i), ")");
  }

  private String written(@Nullable Double value) {
    return switch (form) {
      case SCORE -> Numbers.score(value);
      case COUNT -> value == null ? Numbers.NONE : Numbers.count(value.longValue());
      case SHARE -> Numbers.share(value);
      case MEASURE -> Numbers.measure(value);
    };
  }
}
