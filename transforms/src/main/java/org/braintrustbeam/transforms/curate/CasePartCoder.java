package org.braintrustbeam.transforms.curate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.OrderedRowCoder;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.io.row.RowVersionCoder;

/** Layout: the components in their order, each with whether it is there. */
public final class CasePartCoder extends ElementCoder<CasePart> {
  private static final CasePartCoder INSTANCE = new CasePartCoder();
  private static final Coder<Case> CASE = NullableCoder.of(CaseCoder.of());
  private static final Coder<RowVersion> ROW = NullableCoder.of(RowVersionCoder.of());
  private static final Coder<OrderedRow> TWIN = NullableCoder.of(OrderedRowCoder.of());

  private CasePartCoder() {}

  /** The one instance. */
  public static CasePartCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link CasePart}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(CasePart.class), INSTANCE);
  }

  @Override
  public void encode(CasePart part, OutputStream out) throws IOException {
    CASE.encode(part.value(), out);
    ROW.encode(part.row(), out);
    TWIN.encode(part.twin(), out);
  }

  @Override
  public CasePart decode(InputStream in) throws IOException {
    return new CasePart(CASE.decode(in), ROW.decode(in), TWIN.decode(in));
  }
}
