package org.braintrustbeam.transforms.facet.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;
import org.braintrustbeam.transforms.facet.text.Bucket;

/** Layout: the components in their order. */
public final class SampleKeyCoder extends ElementCoder<SampleKey> {
  private static final SampleKeyCoder INSTANCE = new SampleKeyCoder();

  private SampleKeyCoder() {}

  /** The one instance. */
  public static SampleKeyCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link SampleKey}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(SampleKey.class), INSTANCE);
  }

  @Override
  public void encode(SampleKey key, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(key.facetName(), out);
    StringUtf8Coder.of().encode(key.bucket().name(), out);
  }

  @Override
  public SampleKey decode(InputStream in) throws IOException {
    return new SampleKey(
        StringUtf8Coder.of().decode(in), Bucket.valueOf(StringUtf8Coder.of().decode(in)));
  }
}
