package org.braintrustbeam.io.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.braintrustbeam.io.row.ElementCoder;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.OrderedRowCoder;

/** Layout: output; the files, each by name and count; the rows. */
final class BundleRowsCoder extends ElementCoder<BundleRows> {
  private static final BundleRowsCoder INSTANCE = new BundleRowsCoder();
  private static final Coder<List<RowFile>> FILES = ListCoder.of(new RowFileCoder());
  private static final Coder<List<OrderedRow>> ROWS = ListCoder.of(OrderedRowCoder.of());

  private BundleRowsCoder() {}

  /** The one instance. */
  static BundleRowsCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(BundleRows left, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(left.output(), out);
    FILES.encode(left.files(), out);
    ROWS.encode(left.rows(), out);
  }

  @Override
  public BundleRows decode(InputStream in) throws IOException {
    return new BundleRows(StringUtf8Coder.of().decode(in), FILES.decode(in), ROWS.decode(in));
  }

  private static final class RowFileCoder extends ElementCoder<RowFile> {
    @Override
    public void encode(RowFile file, OutputStream out) throws IOException {
      StringUtf8Coder.of().encode(file.name(), out);
      VarLongCoder.of().encode(file.rows(), out);
    }

    @Override
    public RowFile decode(InputStream in) throws IOException {
      return new RowFile(StringUtf8Coder.of().decode(in), VarLongCoder.of().decode(in));
    }
  }
}
