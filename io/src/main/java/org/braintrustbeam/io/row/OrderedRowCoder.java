package org.braintrustbeam.io.row;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Layout: order, value; each with its length. */
public final class OrderedRowCoder extends ElementCoder<OrderedRow> {
  private static final OrderedRowCoder INSTANCE = new OrderedRowCoder();

  private OrderedRowCoder() {}

  /** The one instance. */
  public static OrderedRowCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link OrderedRow}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(OrderedRow.class), INSTANCE);
  }

  @Override
  public void encode(OrderedRow row, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(row.order(), out);
    RawJsonCoder.of().encode(row.json(), out);
  }

  @Override
  public OrderedRow decode(InputStream in) throws IOException {
    return new OrderedRow(StringUtf8Coder.of().decode(in), RawJsonCoder.of().decode(in));
  }
}
