package org.braintrustbeam.runners.options;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** The name that was probably meant. */
public final class Nearest {
  /** Below it two names have little in common, and a guess would only confuse. */
  private static final double ALIKE = 0.8;

  private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();

  private Nearest() {}

  /** Of the names the one most like what was typed, if any is like it at all. */
  public static Optional<String> to(String typed, Collection<String> names) {
    return names.stream()
        .filter(name -> SIMILARITY.apply(typed, name) >= ALIKE)
        .max(
            Comparator.comparingDouble((String name) -> SIMILARITY.apply(typed, name))
                .thenComparing(Comparator.naturalOrder()));
  }
}
