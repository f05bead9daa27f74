package org.braintrustbeam.transforms.update;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.io.row.RowVersionCoder;
import org.jspecify.annotations.Nullable;

/** Layout: the components in their order, each with a byte that says whether it is there. */
public final class MatchedCorrectionCoder extends ElementCoder<MatchedCorrection> {
  private static final MatchedCorrectionCoder INSTANCE = new MatchedCorrectionCoder();
  private static final Coder<@Nullable Correction> CORRECTION =
      NullableCoder.of(CorrectionCoder.of());
  private static final Coder<@Nullable RowVersion> ROW = NullableCoder.of(RowVersionCoder.of());

  private MatchedCorrectionCoder() {}

  /** The one instance. */
  public static MatchedCorrectionCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link MatchedCorrection}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(MatchedCorrection.class), INSTANCE);
  }

  @Override
  public void encode(MatchedCorrection matched, OutputStream out) throws IOException {
    CORRECTION.encode(matched.correction(), out);
    ROW.encode(matched.theirs(), out);
    ROW.encode(matched.base(), out);
  }

  @Override
  public MatchedCorrection decode(InputStream in) throws IOException {
    return new MatchedCorrection(CORRECTION.decode(in), ROW.decode(in), ROW.decode(in));
  }
}
