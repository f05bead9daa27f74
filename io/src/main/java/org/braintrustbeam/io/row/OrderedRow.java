package org.braintrustbeam.io.row;

import java.util.Arrays;
import java.util.Comparator;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * A JSON value with its place in a result, so that a result reads the same however it was computed.
 *
 * @param order what to sort by, compared as text; unique in its result
 * @param json the value
 */
@DefaultCoder(OrderedRowCoder.class)
public record OrderedRow(String order, RawJson json) implements Comparable<OrderedRow> {
  private static final Comparator<OrderedRow> TOTAL_ORDER =
      Comparator.comparing(OrderedRow::order)
          .thenComparing(row -> row.json().bytes(), Arrays::compareUnsigned);

  @Override
  public int compareTo(OrderedRow other) {
    return TOTAL_ORDER.compare(this, other);
  }
}
