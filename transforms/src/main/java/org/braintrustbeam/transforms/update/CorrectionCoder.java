package org.braintrustbeam.transforms.update;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.MapCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.SetCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RawJsonCoder;
import org.braintrustbeam.io.row.RowKeyCoder;
import org.jspecify.annotations.Nullable;

/** Layout: the components in their order. */
public final class CorrectionCoder extends ElementCoder<Correction> {
  private static final CorrectionCoder INSTANCE = new CorrectionCoder();
  private static final Coder<@Nullable String> TEXT = NullableCoder.of(StringUtf8Coder.of());
  private static final Coder<@Nullable RawJson> JSON = NullableCoder.of(RawJsonCoder.of());
  private static final Coder<Map<String, RawJson>> VALUES =
      MapCoder.of(StringUtf8Coder.of(), RawJsonCoder.of());
  private static final Coder<Set<String>> NAMES = SetCoder.of(StringUtf8Coder.of());

  private CorrectionCoder() {}

  /** The one instance. */
  public static CorrectionCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link Correction}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(Correction.class), INSTANCE);
  }

  @Override
  public void encode(Correction correction, OutputStream out) throws IOException {
    RowKeyCoder.of().encode(correction.record(), out);
    RowKeyCoder.of().encode(correction.source(), out);
    TEXT.encode(correction.ranOn(), out);
    BigEndianLongCoder.of().encode(correction.editedAt(), out);
    VALUES.encode(correction.values(), out);
    NAMES.encode(correction.edited(), out);
    NAMES.encode(correction.editedMetadata(), out);
    JSON.encode(correction.expectedBefore(), out);
  }

  @Override
  public Correction decode(InputStream in) throws IOException {
    return new Correction(
        RowKeyCoder.of().decode(in),
        RowKeyCoder.of().decode(in),
        TEXT.decode(in),
        BigEndianLongCoder.of().decode(in),
        VALUES.decode(in),
        NAMES.decode(in),
        NAMES.decode(in),
        JSON.decode(in));
  }
}
