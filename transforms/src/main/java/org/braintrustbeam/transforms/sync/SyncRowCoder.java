package org.braintrustbeam.transforms.sync;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RawJsonCoder;

/** Layout: the components in their order, the fields in theirs. */
public final class SyncRowCoder extends ElementCoder<SyncRow> {
  private static final SyncRowCoder INSTANCE = new SyncRowCoder();

  private SyncRowCoder() {}

  /** The one instance. */
  static SyncRowCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link SyncRow}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(SyncRow.class), INSTANCE);
  }

  @Override
  public void encode(SyncRow row, OutputStream out) throws IOException {
    VarIntCoder.of().encode(row.position(), out);
    StringUtf8Coder.of().encode(row.rowId(), out);
    BigEndianLongCoder.of().encode(row.xactId(), out);
    Instant created = row.created();
    BigEndianLongCoder.of().encode(created.getEpochSecond(), out);
    VarIntCoder.of().encode(created.getNano(), out);
    BooleanCoder.of().encode(row.forItsId(), out);
    VarIntCoder.of().encode(row.fields().size(), out);
    for (Map.Entry<String, RawJson> field : row.fields().entrySet()) {
      StringUtf8Coder.of().encode(field.getKey(), out);
      RawJsonCoder.of().encode(field.getValue(), out);
    }
  }

  @Override
  public SyncRow decode(InputStream in) throws IOException {
    return new SyncRow(
        VarIntCoder.of().decode(in),
        StringUtf8Coder.of().decode(in),
        BigEndianLongCoder.of().decode(in),
        Instant.ofEpochSecond(BigEndianLongCoder.of().decode(in), VarIntCoder.of().decode(in)),
        BooleanCoder.of().decode(in),
        fields(in));
  }

  private static Map<String, RawJson> fields(InputStream in) throws IOException {
    int size = VarIntCoder.of().decode(in);
    Map<String, RawJson> fields = new LinkedHashMap<>(2 * size);
    for (int i = 0; i < size; i++) {
      fields.put(StringUtf8Coder.of().decode(in), RawJsonCoder.of().decode(in));
    }
    return fields;
  }
}
