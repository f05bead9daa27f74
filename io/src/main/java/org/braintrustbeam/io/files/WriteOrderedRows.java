package org.braintrustbeam.io.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.util.MimeTypes;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.OrderedRowCoder;

/**
 * Writes rows into a folder as a few sorted files, which {@link OrderedRows} reads back as one
 * sorted stream.
 *
 * <p>A file appears under its name only when it is whole, and a repeated bundle replaces it by the
 * same content. Memory: the rows of one file at a time, a sixteenth of all. Output: the number of
 * rows of each file, once it is there.
 */
public final class WriteOrderedRows
    extends PTransform<PCollection<OrderedRow>, PCollection<Integer>> {
  private static final int FILES = 16;

  private final String folder;

  private WriteOrderedRows(String folder) {
    this.folder = folder;
  }

  /** Into this folder, on any file system that Beam knows. */
  public static WriteOrderedRows to(String folder) {
    return new WriteOrderedRows(folder);
  }

  @Override
  public PCollection<Integer> expand(PCollection<OrderedRow> rows) {
    return rows.apply("AssignFile", WithKeys.of(new FileOf()))
        .apply("GroupByFile", GroupByKey.create())
        .apply("WriteFile", ParDo.of(new WriteFileFn(folder)));
  }

  private static final class FileOf extends SimpleFunction<OrderedRow, Integer> {
    @Override
    public Integer apply(OrderedRow row) {
      CRC32C hash = new CRC32C();
      hash.update(row.order().getBytes(UTF_8));
      return (int) (hash.getValue() % FILES);
    }
  }

  private static final class WriteFileFn extends DoFn<KV<Integer, Iterable<OrderedRow>>, Integer> {
    private final String folder;

    WriteFileFn(String folder) {
      this.folder = folder;
    }

    @ProcessElement
    public void write(@Element KV<Integer, Iterable<OrderedRow>> file, OutputReceiver<Integer> out)
        throws IOException {
      List<OrderedRow> rows = new ArrayList<>();
      file.getValue().forEach(rows::add);
      Collections.sort(rows);
      ResourceId target = FileSystems.matchNewResource(folder, true);
      ResourceId done = in(target, OrderedRows.FILE_PREFIX + file.getKey());
      // A name of its own: two attempts at one bundle must not write into the same file.
      ResourceId draft = in(target, "draft-" + file.getKey() + "-" + UUID.randomUUID());
      writeAll(draft, rows);
      FileSystems.rename(List.of(draft), List.of(done), StandardMoveOptions.IGNORE_MISSING_FILES);
      out.output(rows.size());
    }

    private static ResourceId in(ResourceId folder, String name) {
      return folder.resolve(name, StandardResolveOptions.RESOLVE_FILE);
    }

    private static void writeAll(ResourceId file, List<OrderedRow> rows) throws IOException {
      try (OutputStream out =
          new BufferedOutputStream(
              Channels.newOutputStream(FileSystems.create(file, MimeTypes.BINARY)), 1 << 16)) {
        for (OrderedRow row : rows) {
          OrderedRowCoder.of().encode(row, out);
        }
      }
    }
  }
}
