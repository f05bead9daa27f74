package org.braintrustbeam.io.braintrust;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A range to read, and where its rows are thought to lie.
 *
 * @param range the keys; every row in it is read, wherever it lies
 * @param parts in the order of their keys
 * @param guessed whether nobody has counted the rows of the parts
 * @param pace how far apart the keys were that were read last; 0 if none was
 */
record Stretch(KeyRange range, List<KeyPart> parts, boolean guessed, double pace)
    implements Serializable {

  /** Makes the parts immutable. */
  Stretch {
    parts = List.copyOf(parts);
  }

  /** A range of which nothing is known. */
  Stretch(KeyRange range) {
    this(range, List.of(), true, 0);
  }

  /** How many rows it is thought to have. */
  long rows() {
    return parts.stream().mapToLong(KeyPart::rows).sum();
  }

  /** The part up to {@code key}, with those parts. */
  Stretch upTo(String key, List<KeyPart> those) {
    return new Stretch(new KeyRange(range.after(), key), those, guessed, pace);
  }

  /** The part after {@code key}. */
  Stretch from(String key, List<KeyPart> those) {
    return new Stretch(range.after(key), those, guessed, pace);
  }

  /** What is left when {@code count} rows have come, and {@code rest} of the range is left. */
  Stretch afterPage(KeyRange rest, int count) {
    String key = rest.after();
    if (key == null) {
      return this;
    }
    List<KeyPart> left = new ArrayList<>();
    long before = 0;
    for (KeyPart part : parts) {
      before += part.rows();
      if (part.last().compareTo(key) > 0) {
        boolean begun = part.first().compareTo(key) <= 0;
        long rows = begun ? Math.max(1, Math.min(part.rows(), before - count)) : part.rows();
        left.add(new KeyPart(begun ? key : part.first(), part.last(), rows));
      }
    }
    return new Stretch(rest, left, guessed, newPace(key, count));
  }

  private double newPace(String key, int count) {
    String after = range.after();
    if (after == null || !Keys.isKey(after) || !Keys.isKey(key) || count == 0) {
      return pace;
    }
    return Keys.width(after, key).doubleValue() / count;
  }

  /** The same, with so many rows up to the end of the last part, of which nothing is known. */
  Stretch withRest(String first, String last, long rows) {
    return new Stretch(range, List.of(new KeyPart(first, last, rows)), true, pace);
  }
}
