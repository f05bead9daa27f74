package org.braintrustbeam.io.braintrust;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what is to be read into pieces to read side by side.
 *
 * <p>The last page of a piece is seldom full, and what it lacks adds up to more requests. So edges
 * are taken where the rows before them about fill their pages, as long as the pieces stay about as
 * large as one another, and what it comes to is paid for out of an allowance.
 */
final class Cutter {
  /** A cut this far from where it ought to be, as a part of the smaller side, is still fine. */
  private static final double TOLERANCE = 0.3;

  /** Where no key is known to be, the page before may be half empty, and the one after empty. */
  private static final int GUESS = 2;

  private final int pageRows;
  private final Allowance allowance;

  /** With pages of so many rows. */
  Cutter(int pageRows, Allowance allowance) {
    this.pageRows = pageRows;
    this.allowance = allowance;
  }

  /** Requests for so many rows in one piece. */
  long pages(long rows) {
    return (rows + pageRows - 1) / pageRows;
  }

  /** At most so many pieces, each of a page at least, in the order of their keys. */
  List<Stretch> cut(Stretch stretch, long pieces) {
    long most = Math.min(pieces, pages(stretch.rows()));
    Cut cut = most < 2 ? null : best(stretch, most / 2, most);
    if (cut == null) {
      return List.of(stretch);
    }
    allowance.spend(cut.cost());
    List<Stretch> cutUp = new ArrayList<>(cut(cut.left(), most / 2));
    cutUp.addAll(cut(cut.right(), most - most / 2));
    return cutUp;
  }

  private record Cut(Stretch left, Stretch right, long cost, double badness) {}

  /** Where {@code share} of {@code whole} lie on the left. */
  private @Nullable Cut best(Stretch stretch, long share, long whole) {
    long rows = stretch.rows();
    long wanted = rows / whole * share + rows % whole * share / whole;
    double smaller = Math.min(wanted, rows - wanted);
    double most = Math.max(pageRows / 2.0, smaller * TOLERANCE);
    Cut best = null;
    long before = 0;
    for (int i = 0; i < stretch.parts().size(); i++) {
      KeyPart part = stretch.parts().get(i);
      if (i > 0) {
        best = better(best, between(stretch, i, before, rows, wanted, most));
      }
      if (before < wanted && wanted < before + part.rows()) {
        best = better(best, inside(stretch, i, before, wanted));
      }
      before += part.rows();
    }
    return best;
  }

  private static @Nullable Cut better(@Nullable Cut one, @Nullable Cut other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.badness() <= other.badness() ? one : other;
  }

  private @Nullable Cut between(
      Stretch stretch, int parts, long before, long rows, long wanted, double most) {
    double miss = Math.abs(before - wanted);
    long cost = stretch.guessed() ? GUESS : cost(before, rows);
    if (miss > most || before == 0 || before == rows || !allowance.covers(cost)) {
      return null;
    }
    List<KeyPart> all = stretch.parts();
    String edge = all.get(parts - 1).last();
    return new Cut(
        stretch.upTo(edge, all.subList(0, parts)),
        stretch.from(edge, all.subList(parts, all.size())),
        cost,
        miss / most + 2.0 * lacking(before) / pageRows);
  }

  /** Requests more than in one piece. */
  private long cost(long before, long rows) {
    return pages(before) + pages(rows - before) - pages(rows);
  }

  /** How many more rows their last page could take. */
  private long lacking(long rows) {
    return pages(rows) * pageRows - rows;
  }

  /** In the midst of a part; where all keys in it are taken, it is known what lies where. */
  private @Nullable Cut inside(Stretch stretch, int index, long before, long wanted) {
    KeyPart part = stretch.parts().get(index);
    if (!Keys.isKey(part.first()) || !Keys.isKey(part.last())) {
      return null;
    }
    BigInteger width = Keys.width(part.first(), part.last());
    boolean full = !stretch.guessed() && width.equals(BigInteger.valueOf(part.rows() - 1));
    long total = full ? Math.max(1, Math.round(wanted / (double) pageRows)) * pageRows : wanted;
    long taken = total - before;
    if (taken <= 0 || taken >= part.rows() || (!full && isSmall(part))) {
      return null;
    }
    BigInteger offset =
        full ? BigInteger.valueOf(taken - 1) : offset(width, taken, part.rows(), stretch.pace());
    long cost = full ? cost(total, stretch.rows()) : GUESS;
    if (offset.signum() < 0 || offset.compareTo(width) >= 0 || !allowance.covers(cost)) {
      return null;
    }
    BigInteger edge = Keys.number(part.first()).add(offset);
    return new Cut(
        stretch.upTo(Keys.key(edge), partsUpTo(edge, stretch, index, taken)),
        stretch.from(Keys.key(edge), partsAfter(edge, stretch, index, taken)),
        cost,
        full ? 0 : 1);
  }

  /** The parts before one, and its first rows, which end at the edge. */
  private static List<KeyPart> partsUpTo(BigInteger edge, Stretch stretch, int index, long taken) {
    List<KeyPart> left = new ArrayList<>(stretch.parts().subList(0, index));
    left.add(new KeyPart(stretch.parts().get(index).first(), Keys.key(edge), taken));
    return left;
  }

  /** The rows of a part behind its first ones, and the parts after it. */
  private static List<KeyPart> partsAfter(BigInteger edge, Stretch stretch, int index, long taken) {
    KeyPart part = stretch.parts().get(index);
    List<KeyPart> right = new ArrayList<>();
    right.add(new KeyPart(Keys.key(edge.add(BigInteger.ONE)), part.last(), part.rows() - taken));
    right.addAll(stretch.parts().subList(index + 1, stretch.parts().size()));
    return right;
  }

  /** A guess costs a request, which must be worth it. */
  private boolean isSmall(KeyPart part) {
    return part.rows() < 2L * pageRows;
  }

  /**
   * How far the first {@code taken} of {@code rows} reach: in a straight line, unless the keys read
   * last were much closer to one another. Then the others are likely to be so too, and what is
   * behind them is a gap.
   */
  private static BigInteger offset(BigInteger width, long taken, long rows, double pace) {
    boolean dense = pace > 0 && pace * rows * 4 < width.doubleValue();
    return dense ? BigDecimal.valueOf(pace * taken).toBigInteger() : Keys.share(width, taken, rows);
  }
}
