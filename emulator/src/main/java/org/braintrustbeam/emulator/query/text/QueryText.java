package org.braintrustbeam.emulator.query.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The clauses of a query as they were written; a parser fills them in one after the other. */
public final class QueryText {
  /** A column and the name it is given; null if it is given none. */
  public record Item(@Nullable String alias, Node expr) {}

  /** A key to sort by. */
  public record SortKey(Node expr, boolean descending) {}

  /** What is read: {@code experiment('id', 'id')}; the shape is null if none is named. */
  public record Source(String kind, List<String> objects, @Nullable String shape) {}

  /**
   * One row for each member of an object, or item of an array.
   *
   * @param key the column that gets a member's name; null for arrays
   */
  public record Unpivot(Node of, @Nullable String key, String value) {}

  /**
   * One column for each value of a column.
   *
   * @param by null for the last of those grouped by
   * @param measures the columns to spread, or the aggregates themselves
   */
  public record Pivot(@Nullable Node by, List<Item> measures) {}

  /** A part of the rows: a share below 1, or a number of rows. */
  public record Sample(double amount, boolean share, long seed) {}

  private final List<Item> columns = new ArrayList<>();
  private final List<Node> groupBy = new ArrayList<>();
  private final List<SortKey> sort = new ArrayList<>();
  private final List<Unpivot> unpivots = new ArrayList<>();
  private @Nullable Source source;
  private @Nullable Node filter;
  private @Nullable Node finalFilter;
  private @Nullable Pivot pivot;
  private @Nullable Sample sample;
  private @Nullable Integer limit;
  private @Nullable String cursor;
  private @Nullable Integer previewLength;
  private boolean grouped;
  private boolean nullComparable = true;

  public List<Item> columns() {
    return columns;
  }

  public List<Node> groupBy() {
    return groupBy;
  }

  public List<SortKey> sort() {
    return sort;
  }

  public List<Unpivot> unpivots() {
    return unpivots;
  }

  public @Nullable Source source() {
    return source;
  }

  /** The condition on rows. */
  public @Nullable Node filter() {
    return filter;
  }

  /** The condition on what comes out: HAVING. */
  public @Nullable Node finalFilter() {
    return finalFilter;
  }

  public @Nullable Pivot pivot() {
    return pivot;
  }

  public @Nullable Sample sample() {
    return sample;
  }

  public @Nullable Integer limit() {
    return limit;
  }

  public @Nullable String cursor() {
    return cursor;
  }

  /** The most characters of a preview; negative for all, null if it is not set. */
  public @Nullable Integer previewLength() {
    return previewLength;
  }

  /** Whether the query names groups, be it none; one with aggregates is grouped all the same. */
  public boolean grouped() {
    return grouped;
  }

  /** Whether {@code = null} asks for nulls, as in BTQL, or is an error, as in SQL. */
  public boolean nullComparable() {
    return nullComparable;
  }

  void source(Source value) {
    source = value;
  }

  void filter(Node value) {
    filter = value;
  }

  void finalFilter(Node value) {
    finalFilter = value;
  }

  void pivot(Pivot value) {
    pivot = value;
  }

  void sample(Sample value) {
    sample = value;
  }

  void limit(int value) {
    limit = value;
  }

  void cursor(String value) {
    cursor = value;
  }

  void previewLength(int value) {
    previewLength = value;
  }

  void markGrouped() {
    grouped = true;
  }

  void refuseNullComparisons() {
    nullComparable = false;
  }
}
