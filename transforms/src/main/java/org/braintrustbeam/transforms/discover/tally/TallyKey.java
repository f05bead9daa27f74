package org.braintrustbeam.transforms.discover.tally;

import java.util.Comparator;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * What a tally is of.
 *
 * @param part of which rows
 * @param figure what is tallied
 * @param name an hour, a score, a model, a key of the metadata …; empty where there is one only
 * @param value a {@link CohortValue}, or the hour of a score; else empty
 */
@DefaultCoder(TallyKeyCoder.class)
public record TallyKey(Part part, Figure figure, String name, String value)
    implements Comparable<TallyKey> {
  private static final Comparator<TallyKey> ORDER =
      Comparator.comparing(TallyKey::part)
          .thenComparing(TallyKey::figure)
          .thenComparing(TallyKey::name)
          .thenComparing(TallyKey::value);

  /** Of the window. */
  public static TallyKey now(Figure figure, String name, String value) {
    return new TallyKey(Part.NOW, figure, name, value);
  }

  /** The same of other rows. */
  public TallyKey of(Part other) {
    return new TallyKey(other, figure, name, value);
  }

  @Override
  public int compareTo(TallyKey other) {
    return ORDER.compare(this, other);
  }
}
