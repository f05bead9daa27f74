package org.braintrustbeam.io.braintrust;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The keys from one to another.
 *
 * @param first the least
 * @param last the greatest
 */
record KeySpan(String first, String last) {

  /** All keys of these parts, and those between. */
  static KeySpan around(List<KeyPart> parts) {
    return new KeySpan(
        parts.stream().map(KeyPart::first).min(String::compareTo).orElseThrow(),
        parts.stream().map(KeyPart::last).max(String::compareTo).orElseThrow());
  }

  boolean touches(KeyPart part) {
    return part.last().compareTo(first) >= 0 && part.first().compareTo(last) <= 0;
  }

  /** As much more as is needed to have no part in it by half. */
  KeySpan grownTo(List<List<KeyPart>> sets) {
    List<KeyPart> touched = sets.stream().flatMap(List::stream).filter(this::touches).toList();
    KeySpan grown =
        around(Stream.concat(touched.stream(), Stream.of(new KeyPart(first, last, 0))).toList());
    return grown.equals(this) ? this : grown.grownTo(sets);
  }

  /** The same as a range. */
  KeyRange range() {
    return new KeyRange(
        Keys.key(Keys.number(first).subtract(BigInteger.ONE).max(BigInteger.ZERO)), last);
  }

  /** Parts outside of it as they are, and these for those inside. */
  List<KeyPart> replace(List<KeyPart> parts, List<KeyPart> inside) {
    List<KeyPart> all = new ArrayList<>();
    parts.stream().filter(part -> part.last().compareTo(first) < 0).forEach(all::add);
    all.addAll(inside);
    parts.stream().filter(part -> part.first().compareTo(last) > 0).forEach(all::add);
    return all;
  }
}
