package org.braintrustbeam.io.braintrust;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Candidates for edges between parts: where to look how many rows there are. */
final class KeyGrid {
  private KeyGrid() {}

  /**
   * Inside of what is known already: each new part would have about {@code rows} if they were
   * spread evenly in the old one. Smaller neighbours become one part.
   */
  static List<String> inside(List<KeyPart> parts, long rows) {
    List<String> edges = new ArrayList<>();
    long skipped = 0;
    for (KeyPart part : parts) {
      long pieces = part.rows() / rows;
      if (pieces > 1 && skipped > 0) {
        edges.add(before(part));
      }
      edges.addAll(even(part, pieces));
      skipped += part.rows();
      if (skipped >= rows) {
        edges.add(part.last());
        skipped = 0;
      }
    }
    return edges.stream().sorted().distinct().toList();
  }

  /** What cuts a part into so many. */
  private static List<String> even(KeyPart part, long pieces) {
    BigInteger first = Keys.number(part.first());
    BigInteger last = Keys.number(part.last());
    KeyScale scale = KeyScale.of(first, last, part.rows());
    BigInteger low = scale.place(first);
    BigInteger width = scale.place(last).add(BigInteger.ONE).subtract(low);
    List<String> edges = new ArrayList<>();
    for (long piece = 1; piece < pieces; piece++) {
      BigInteger end = low.add(Keys.share(width, piece, pieces)).subtract(BigInteger.ONE);
      if (end.compareTo(low) >= 0) {
        edges.add(Keys.key(scale.number(end)));
      }
    }
    return edges;
  }

  private static String before(KeyPart part) {
    return Keys.key(Keys.number(part.first()).subtract(BigInteger.ONE).max(BigInteger.ZERO));
  }
}
