package org.braintrustbeam.emulator.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the headers of versions that come by key, and of each key the newest first. */
final class HeaderWriter {
  /** Spans have a few types; who writes a type of its own into each row is read row by row. */
  static final int MOST_KINDS = 255;

  private final List<RowHeader> headers;
  private final Map<String, Byte> kindOf = new HashMap<>();
  private final int most;
  private long[] keys = new long[256];
  private long[] xacts = new long[256];
  private byte[] kinds = new byte[256];
  private int size;

  /**
   * Goes on with the kinds that are known.
   *
   * @param most how many versions it takes
   */
  HeaderWriter(HeaderColumns known, int most) {
    headers = new ArrayList<>(known.headers());
    headers.forEach(header -> kindOf.put(header.spelling(), (byte) (kindOf.size() + 1)));
    this.most = most;
  }

  /** False if there are too many versions or kinds. */
  boolean add(RowVersion row) {
    if (size == most) {
      return false;
    }
    if (size == keys.length) {
      grow();
    }
    keys[size] = row.key();
    xacts[size] = row.xact();
    return row.deleted() ? put(HeaderColumns.DELETED) : addHeader(RowHeader.of(row.body()));
  }

  private boolean addHeader(RowHeader header) {
    String spelling = header.spelling();
    Byte known = kindOf.get(spelling);
    if (known != null) {
      return put(known);
    }
    if (headers.size() == MOST_KINDS) {
      return false;
    }
    headers.add(header);
    byte kind = (byte) headers.size();
    kindOf.put(spelling, kind);
    return put(kind);
  }

  private boolean put(byte kind) {
    kinds[size++] = kind;
    return true;
  }

  private void grow() {
    keys = Arrays.copyOf(keys, size * 2);
    xacts = Arrays.copyOf(xacts, size * 2);
    kinds = Arrays.copyOf(kinds, size * 2);
  }

  HeaderColumns columns(long upTo) {
    return new HeaderColumns(
        upTo,
        Arrays.copyOf(keys, size),
        Arrays.copyOf(xacts, size),
        Arrays.copyOf(kinds, size),
        List.copyOf(headers));
  }
}
