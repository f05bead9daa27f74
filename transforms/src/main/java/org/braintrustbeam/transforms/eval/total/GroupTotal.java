package org.braintrustbeam.transforms.eval.total;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.braintrustbeam.transforms.eval.score.ScoreName;
import org.jspecify.annotations.Nullable;

/** What a group of cases comes to: those of a facet, or all. */
public final class GroupTotal {
  private final Map<ScoreName, ScoreTotal> scores = new EnumMap<>(ScoreName.class);
  private long completed;
  private long errored;
  private long truePositive;
  private long falsePositive;
  private long trueNegative;
  private long falseNegative;
  private final RowSums found = new RowSums(); // of what was found, whether it was expected
  private final RowSums either = new RowSums(); // of what was found or expected, whether both
  private String row = "";

  /** Of no case yet. */
  public GroupTotal() {
    for (ScoreName name : ScoreName.values()) {
      scores.put(name, new ScoreTotal(name));
    }
  }

  /** Counts a case; those of one row come one after another. */
  void add(CaseLine line) {
    startRow(line.facetName() + '\0' + line.id());
    if (line.failed()) {
      errored++;
      scores.values().forEach(ScoreTotal::addError);
      return;
    }
    completed++;
    for (ScoreTotal total : scores.values()) {
      Double score = line.scores().get(total.name());
      if (score != null) {
        total.add(score);
      } else if (total.name() == ScoreName.FACTUALITY && line.judgeFailed()) {
        total.addError();
      } else {
        total.addNotApplicable();
      }
    }
    confuse(line.scores());
  }

  private void startRow(String key) {
    if (!key.equals(row)) {
      row = key;
      scores.values().forEach(ScoreTotal::startRow);
      found.startRow();
      either.startRow();
    }
  }

  private void confuse(Map<ScoreName, Double> of) {
    Double recall = of.get(ScoreName.POSITIVE_RECALL);
    Double specificity = of.get(ScoreName.NEGATIVE_SPECIFICITY);
    truePositive += recall != null && recall == 1 ? 1 : 0;
    falseNegative += recall != null && recall == 0 ? 1 : 0;
    trueNegative += specificity != null && specificity == 1 ? 1 : 0;
    falsePositive += specificity != null && specificity == 0 ? 1 : 0;
    boolean wasFound = (recall != null && recall == 1) || (specificity != null && specificity == 0);
    if (wasFound) {
      found.add(recall == null ? 0 : 1);
    }
    if (wasFound || recall != null) {
      either.add(wasFound && recall != null ? 1 : 0);
    }
  }

  /** Rows times trials. */
  public long cases() {
    return completed + errored;
  }

  /** Cases that the model has answered. */
  public long completed() {
    return completed;
  }

  /** Cases that it has not. */
  public long errored() {
    return errored;
  }

  /** All five, in their order. */
  public List<ScoreTotal> scores() {
    return List.copyOf(scores.values());
  }

  /** One of them. */
  public ScoreTotal score(ScoreName name) {
    return Objects.requireNonNull(scores.get(name), name.label());
  }

  /** Something was expected and found. */
  public long truePositive() {
    return truePositive;
  }

  /** Something was found where nothing was expected. */
  public long falsePositive() {
    return falsePositive;
  }

  /** Nothing was expected, and nothing found. */
  public long trueNegative() {
    return trueNegative;
  }

  /** Something was expected and not found. */
  public long falseNegative() {
    return falseNegative;
  }

  /** Of what was found, how much was expected; null where nothing was found. */
  public @Nullable Double precision() {
    return share(truePositive, truePositive + falsePositive);
  }

  /** Where it truly lies; null where nothing was found. */
  public @Nullable Interval95 precisionInterval() {
    return Interval95.ofShare(found);
  }

  /** Of what was expected, how much was found; null where nothing was expected. */
  public @Nullable Double recall() {
    return share(truePositive, truePositive + falseNegative);
  }

  /** Where it truly lies; null where nothing was expected. */
  public @Nullable Interval95 recallInterval() {
    return score(ScoreName.POSITIVE_RECALL).interval();
  }

  /** Their harmonic mean; null where nothing was expected or found. */
  public @Nullable Double f1() {
    return share(2 * truePositive, 2 * truePositive + falsePositive + falseNegative);
  }

  /** Where it truly lies; null where nothing was expected or found. */
  public @Nullable Interval95 f1Interval() {
    return Interval95.ofF1(either);
  }

  private static @Nullable Double share(long part, long whole) {
    return whole == 0 ? null : (Double) ((double) part / whole);
  }
}
