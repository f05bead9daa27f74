package org.braintrustbeam.io.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.OrderedRowCoder;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * The rows that {@link WriteOrderedRows} left in a local folder, merged into one ascending stream.
 *
 * <p>Memory: one row and one buffer a file. A folder that does not exist holds no rows: a pipeline
 * without output makes none.
 */
public final class OrderedRows implements Iterator<RawJson>, AutoCloseable {
  static final String FILE_PREFIX = "rows-";
  private static final int BUFFER_BYTES = 1 << 16;

  private final PriorityQueue<Source> sources =
      new PriorityQueue<>(Comparator.comparing(source -> source.current));

  private OrderedRows() {}

  /** Opens the folder. */
  public static OrderedRows in(Path folder) throws IOException {
    OrderedRows rows = new OrderedRows();
    if (!Files.isDirectory(folder)) {
      return rows;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FILE_PREFIX + "*")) {
      for (Path file : files) {
        rows.add(new Source(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)));
      }
      return rows;
    } catch (IOException e) {
      rows.close();
      throw e;
    }
  }

  @Override
  public boolean hasNext() {
    return !sources.isEmpty();
  }

  @Override
  public RawJson next() {
    Source source = sources.poll();
    if (source == null || source.current == null) {
      throw new NoSuchElementException();
    }
    RawJson json = source.current.json();
    try {
      add(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return json;
  }

  private void add(Source source) throws IOException {
    boolean more = false;
    try {
      more = source.advance();
    } finally {
      if (!more) {
        source.in.close();
      }
    }
    if (more) {
      sources.add(source);
    }
  }

  @Override
  public void close() throws IOException {
    for (Source source : sources) {
      source.in.close();
    }
  }

  private static final class Source {
    private final InputStream in;
    private @Nullable OrderedRow current;

    Source(InputStream in) {
      this.in = in;
    }

    boolean advance() throws IOException {
      in.mark(1);
      if (in.read() < 0) {
        current = null;
        return false;
      }
      in.reset();
      current = OrderedRowCoder.of().decode(in);
      return true;
    }
  }
}
