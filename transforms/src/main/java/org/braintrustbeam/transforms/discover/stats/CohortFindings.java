package org.braintrustbeam.transforms.discover.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.transforms.discover.stats.CohortFinding.Verdict;
import org.braintrustbeam.transforms.discover.tally.Amounts;
import org.braintrustbeam.transforms.discover.tally.Cohort;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.TallyKey;
import org.braintrustbeam.transforms.discover.tally.TallyTable;
import org.braintrustbeam.transforms.statistics.Holm;

/** Holds every cohort against all traces. */
public final class CohortFindings {
  private CohortFindings() {}

  /**
   * All cohorts that were looked at, the most certain findings first.
   *
   * @param significance the chance of any wrong finding that is borne
   */
  public static List<CohortFinding> of(TallyTable table, double significance) {
    Amounts total = table.total(Part.NOW, Figure.TRACES);
    Rate all = new Rate(total.count(), total.failing());
    List<Cohort> cohorts = new ArrayList<>();
    List<Rate> rates = new ArrayList<>();
    List<Double> chances = new ArrayList<>();
    for (Figure figure : Figure.COHORTS) {
      for (Map.Entry<TallyKey, Amounts> one : table.of(Part.NOW, figure).entrySet()) {
        Rate rate = new Rate(one.getValue().count(), one.getValue().failing());
        cohorts.add(new Cohort(figure, one.getKey().name(), one.getKey().value()));
        rates.add(rate);
        chances.add(Significance.of(rate.failing(), rate.count(), all.failing(), all.count()));
      }
    }
    double[] corrected = Holm.correct(chances);
    List<CohortFinding> findings = new ArrayList<>();
    for (int i = 0; i < cohorts.size(); i++) {
      Rate rate = rates.get(i);
      findings.add(
          new CohortFinding(
              cohorts.get(i),
              rate,
              rate.times(all),
              chances.get(i),
              corrected[i],
              verdict(rate, all, corrected[i] <= significance)));
    }
    findings.sort(CohortFinding.ORDER);
    return findings;
  }

  private static Verdict verdict(Rate rate, Rate all, boolean certain) {
    if (!certain || !rate.isApartFrom(all)) {
      return Verdict.LIKE_THE_REST;
    }
    return rate.share() > all.share() ? Verdict.FAILING : Verdict.HEALTHY;
  }
}
