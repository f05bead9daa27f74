package org.braintrustbeam.io.row;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Layout 1: layout number, key, source, input, number of fields and each, reason, version. */
public final class RowChangeCoder extends ElementCoder<RowChange> {
  private static final int LAYOUT = 1;
  private static final RowChangeCoder INSTANCE = new RowChangeCoder();

  private RowChangeCoder() {}

  /** The one instance. */
  public static RowChangeCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link RowChange}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(RowChange.class), INSTANCE);
  }

  @Override
  public void encode(RowChange change, OutputStream out) throws IOException {
    out.write(LAYOUT);
    RowKeyCoder.of().encode(change.key(), out);
    RowKeyCoder.of().encode(change.source(), out);
    RawJsonCoder.of().encode(change.input(), out);
    VarIntCoder.of().encode(change.fields().size(), out);
    for (FieldChange field : change.fields()) {
      encodeField(field, out);
    }
    StringUtf8Coder.of().encode(change.reason().name(), out);
    BigEndianLongCoder.of().encode(change.basedOnXactId(), out);
  }

  @Override
  public RowChange decode(InputStream in) throws IOException {
    Layout.require(LAYOUT, in, "RowChange");
    RowKey key = RowKeyCoder.of().decode(in);
    RowKey source = RowKeyCoder.of().decode(in);
    RawJson input = RawJsonCoder.of().decode(in);
    int size = VarIntCoder.of().decode(in);
    List<FieldChange> fields = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      fields.add(decodeField(in));
    }
    RowChange.Reason reason = RowChange.Reason.valueOf(StringUtf8Coder.of().decode(in));
    return new RowChange(key, source, input, fields, reason, BigEndianLongCoder.of().decode(in));
  }

  private static void encodeField(FieldChange field, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(field.name(), out);
    RawJsonCoder.of().encode(field.before(), out);
    RawJsonCoder.of().encode(field.after(), out);
    StringUtf8Coder.of().encode(field.mode().name(), out);
  }

  private static FieldChange decodeField(InputStream in) throws IOException {
    return new FieldChange(
        StringUtf8Coder.of().decode(in),
        RawJsonCoder.of().decode(in),
        RawJsonCoder.of().decode(in),
        FieldChange.Mode.valueOf(StringUtf8Coder.of().decode(in)));
  }
}
