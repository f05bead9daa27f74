package org.braintrustbeam.transforms.discover.stats;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stretch of a row of rates that is most unlike the rest: of all stretches the one by which two
 * shares, one inside and one outside, explain the failures best (a scan statistic). The earlier and
 * longer of equals. The first rate is what others are held against where there is nothing before
 * it: of two stretches that share out all rates either would do. Takes n² / 2 steps for n rates.
 *
 * @param from index of the first rate in it
 * @param to index of the first one behind it
 * @param inside all of it together
 * @param outside the rest
 */
record LikelyStretch(int from, int to, Rate inside, Rate outside) {

  /**
   * Null if no stretch is apart enough from its rest.
   *
   * @param before belongs to no stretch
   */
  static @Nullable LikelyStretch in(List<Rate> rates, Rate before) {
    long[] counts = new long[rates.size() + 1];
    long[] failing = new long[rates.size() + 1];
    for (int i = 0; i < rates.size(); i++) {
      counts[i + 1] = counts[i] + rates.get(i).count();
      failing[i + 1] = failing[i] + rates.get(i).failing();
    }
    long all = counts[rates.size()] + before.count();
    long allFailing = failing[rates.size()] + before.failing();
    LikelyStretch best = null;
    double most = 0;
    for (int from = before.count() > 0 ? 0 : 1; from < rates.size(); from++) {
      for (int to = rates.size(); to > from; to--) {
        long count = counts[to] - counts[from];
        long fails = failing[to] - failing[from];
        double likelihood = likelihood(count, fails) + likelihood(all - count, allFailing - fails);
        if (best == null || likelihood > most) {
          Rate inside = new Rate(count, fails);
          Rate outside = new Rate(all - count, allFailing - fails);
          if (count > 0 && outside.count() > 0 && inside.isApartFrom(outside)) {
            best = new LikelyStretch(from, to, inside, outside);
            most = likelihood;
          }
        }
      }
    }
    return best;
  }

  /** How many stretches there are among so many. */
  static double count(long rates) {
    return rates * (rates + 1) / 2.0;
  }

  /** The logarithm of how likely so many failures are if their share is what it is. */
  private static double likelihood(long count, long failing) {
    return term(failing, count) + term(count - failing, count);
  }

  private static double term(long some, long all) {
    return some == 0 ? 0 : some * Math.log((double) some / all);
  }
}
