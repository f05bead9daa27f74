package org.braintrustbeam.io.row;

import java.util.Arrays;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * A JSON value with its place in a result, so that a result reads the same however it was computed.
 *
 * @param order what to sort by, compared as text; unique in its result
 * @param json the value
 */
@DefaultCoder(OrderedRowCoder.class)
public record OrderedRow(String order, RawJson json) implements Comparable<OrderedRow> {
  @Override
  public int compareTo(OrderedRow other) {
    int byOrder = order.compareTo(other.order);
    return byOrder != 0
        ? byOrder
        : Arrays.compareUnsigned(
            json.bytes(), other.json.bytes()); // a tie must not be left to luck
  }
}
