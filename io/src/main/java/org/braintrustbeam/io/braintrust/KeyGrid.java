package org.braintrustbeam.io.braintrust;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Candidates for edges between parts: where to look how many rows there are. */
final class KeyGrid {
  /** Eight lines to each doubling of the distance from the newest row. */
  private static final int LINES = 8;

  /** Longer ago than the service exists. */
  private static final long MAX_SECONDS = 1L << 28;

  /** The time in an {@code _xact_id}: {@code (0x0DE1 << 48) | (unix_seconds << 16) | counter}. */
  private static final BigInteger XACT = BigInteger.valueOf(0x0DE1).shiftLeft(48);

  private KeyGrid() {}

  /**
   * Of an object of which only the version is known: dense before the time of its last write, and
   * the wider the longer ago, because an object is written within minutes as well as within years.
   */
  static List<String> before(@Nullable String version) {
    if (version == null) {
      return List.of();
    }
    BigInteger time = new BigInteger(version).subtract(XACT);
    if (time.signum() < 0 || time.bitLength() > 48) {
      return List.of();
    }
    long newest = time.shiftRight(16).longValue() + 1;
    TreeSet<Long> seconds = new TreeSet<>();
    for (long back = 1; back < Math.min(newest, MAX_SECONDS); back += Math.max(1, back / LINES)) {
      seconds.add(newest - back);
    }
    return seconds.stream()
        .map(second -> Keys.SECOND.multiply(BigInteger.valueOf(second)))
        .map(first -> Keys.key(first.subtract(BigInteger.ONE))) // a part's last key is in it
        .toList();
  }

  /**
   * Inside of what is known already: each new part would have about {@code rows} if they were
   * spread evenly in the old one. Smaller neighbours become one part.
   */
  static List<String> inside(List<KeyPart> parts, long rows) {
    List<String> edges = new ArrayList<>();
    long skipped = 0;
    for (KeyPart part : parts) {
      BigInteger low = Keys.number(part.first()).subtract(BigInteger.ONE).max(BigInteger.ZERO);
      long pieces = part.rows() / rows;
      if (pieces > 1 && skipped > 0) {
        edges.add(Keys.key(low));
      }
      BigInteger width = Keys.number(part.last()).subtract(low);
      for (long piece = 1; piece < pieces; piece++) {
        edges.add(Keys.key(low.add(Keys.share(width, piece, pieces))));
      }
      skipped += part.rows();
      if (skipped >= rows) {
        edges.add(part.last());
        skipped = 0;
      }
    }
    return edges.stream().sorted().distinct().toList();
  }
}
