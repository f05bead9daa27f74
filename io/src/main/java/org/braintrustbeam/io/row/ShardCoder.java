package org.braintrustbeam.io.row;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.BigEndianLongCoder;

/** Layout: the 16 bytes of the name. */
final class ShardCoder extends ElementCoder<Shard> {
  private static final ShardCoder INSTANCE = new ShardCoder();
  private static final BigEndianLongCoder LONG = BigEndianLongCoder.of();

  private ShardCoder() {}

  /** The one instance. */
  static ShardCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Shard shard, OutputStream out) throws IOException {
    LONG.encode(shard.a(), out);
    LONG.encode(shard.b(), out);
  }

  @Override
  public Shard decode(InputStream in) throws IOException {
    return new Shard(LONG.decode(in), LONG.decode(in));
  }
}
