package org.braintrustbeam.io.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.OrderedRowCoder;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * Rows of several sorted files, merged into one ascending stream.
 *
 * <p>Memory: one row and one buffer a file, of {@value #MAX_OPEN} files at most.
 */
public final class OrderedRows implements Iterator<OrderedRow>, AutoCloseable {
  /** So many files are open at a time; of more, some are merged into one first. */
  static final int MAX_OPEN = 128;

  private final PriorityQueue<Source> sources =
      new PriorityQueue<>(Comparator.comparing(source -> source.current));

  private OrderedRows() {}

  /** Merges files into as few as may be open at a time. */
  static List<RowFile> fewer(SharedFolder folder, List<RowFile> files, int maxOpen)
      throws IOException {
    List<RowFile> left = new ArrayList<>(files);
    while (left.size() > maxOpen) {
      List<RowFile> first = left.subList(0, Math.min(maxOpen, left.size() - maxOpen + 1));
      RowFile one;
      try (OrderedRows merged = open(folder, first)) {
        one = RowFile.write(folder, merged);
      }
      first.clear();
      left.add(one);
    }
    return left;
  }

  /** Opens files, {@value #MAX_OPEN} at most. */
  static OrderedRows open(SharedFolder folder, List<RowFile> files) throws IOException {
    OrderedRows rows = new OrderedRows();
    try {
      for (RowFile file : files) {
        rows.add(new Source(folder, file));
      }
      return rows;
    } catch (IOException | RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  @Override
  public boolean hasNext() {
    return !sources.isEmpty();
  }

  @Override
  public OrderedRow next() {
    Source source = sources.poll();
    if (source == null || source.current == null) {
      throw new NoSuchElementException();
    }
    OrderedRow row = source.current;
    try {
      add(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return row;
  }

  /** The values of the rows that are still to come. */
  public Iterator<RawJson> values() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return OrderedRows.this.hasNext();
      }

      @Override
      public RawJson next() {
        return OrderedRows.this.next().json();
      }
    };
  }

  /** The rows that are still to come, without those that equal the one before. */
  Iterator<OrderedRow> distinct() {
    return new Iterator<>() {
      private @Nullable OrderedRow coming =
          OrderedRows.this.hasNext() ? OrderedRows.this.next() : null;

      @Override
      public boolean hasNext() {
        return coming != null;
      }

      @Override
      public OrderedRow next() {
        OrderedRow row = coming;
        if (row == null) {
          throw new NoSuchElementException();
        }
        coming = null;
        while (coming == null && OrderedRows.this.hasNext()) {
          OrderedRow candidate = OrderedRows.this.next();
          coming = candidate.equals(row) ? null : candidate;
        }
        return row;
      }
    };
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
    private final RowFile file;
    private final InputStream in;
    private long rows;
    private @Nullable OrderedRow current;

    Source(SharedFolder folder, RowFile file) throws IOException {
      this.file = file;
      this.in = folder.open(file.name());
    }

    boolean advance() throws IOException {
      in.mark(1);
      if (in.read() < 0) {
        current = null;
        requireAll();
        return false;
      }
      in.reset();
      current = OrderedRowCoder.of().decode(in);
      rows++;
      return true;
    }

    private void requireAll() throws IOException {
      if (file.rows() >= 0 && file.rows() != rows) {
        throw new IOException(
            "%s holds %d rows, and %d were written".formatted(file.name(), rows, file.rows()));
      }
    }
  }
}
