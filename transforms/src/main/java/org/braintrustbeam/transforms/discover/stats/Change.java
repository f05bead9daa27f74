package org.braintrustbeam.transforms.discover.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.braintrustbeam.transforms.discover.tally.Amounts;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.TallyKey;
import org.braintrustbeam.transforms.discover.tally.TallyTable;
import org.braintrustbeam.transforms.statistics.Holm;

/**
 * A share of failures against that of the window before.
 *
 * @param figure {@link Figure#TRACES}, {@link Figure#SPANS} or {@link Figure#SCORE}
 * @param name of the score; else empty
 * @param now in the window
 * @param before in the window before
 * @param p how likely the difference is by chance, if one looks at it alone
 * @param corrected the same, as one of all changes that were looked at
 * @param certain whether it is one
 */
public record Change(
    Figure figure,
    String name,
    Rate now,
    Rate before,
    double p,
    double corrected,
    boolean certain) {

  /** All that were looked at, in the order of figures and names. */
  public static List<Change> of(TallyTable table, double significance) {
    Map<TallyKey, Rate> now = rates(table, Part.NOW);
    Map<TallyKey, Rate> before = rates(table, Part.BEFORE);
    List<TallyKey> keys =
        now.keySet().stream()
            .filter(key -> rate(now, key).count() > 0 && rate(before, key).count() > 0)
            .toList();
    List<Double> chances =
        keys.stream().map(key -> chance(rate(now, key), rate(before, key))).toList();
    double[] corrected = Holm.correct(chances);
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      TallyKey key = keys.get(i);
      Rate then = rate(before, key);
      boolean certain = corrected[i] <= significance && rate(now, key).isApartFrom(then);
      changes.add(
          new Change(
              key.figure(),
              key.name(),
              rate(now, key),
              then,
              chances.get(i),
              corrected[i],
              certain));
    }
    return changes;
  }

  private static Rate rate(Map<TallyKey, Rate> rates, TallyKey key) {
    return rates.getOrDefault(key, new Rate(0, 0));
  }

  private static double chance(Rate now, Rate before) {
    return Significance.of(
        now.failing(), now.count(), now.failing() + before.failing(), now.count() + before.count());
  }

  /** Under keys that are the same in both windows. */
  private static Map<TallyKey, Rate> rates(TallyTable table, Part part) {
    Map<TallyKey, Rate> rates = new TreeMap<>();
    rates.put(TallyKey.now(Figure.TRACES, "", ""), rate(table.total(part, Figure.TRACES)));
    rates.put(TallyKey.now(Figure.SPANS, "", ""), rate(table.total(part, Figure.SPANS)));
    table
        .of(part, Figure.SCORE)
        .forEach(
            (key, amounts) -> rates.put(TallyKey.now(Figure.SCORE, key.name(), ""), rate(amounts)));
    return rates;
  }

  private static Rate rate(Amounts amounts) {
    return new Rate(amounts.count(), amounts.failing());
  }
}
