package org.braintrustbeam.transforms.eval.score;

import java.util.Arrays;
import java.util.List;

/** The scores of an eval, in the order in which results list them. */
public enum ScoreName {
  /** Something expected and found, or neither. */
  BINARY_DECISION_MATCH("binary_decision_match", "binary_classification_scores"),
  /** Found where something is expected. */
  POSITIVE_RECALL("positive_recall", "binary_classification_scores"),
  /** Nothing found where nothing is expected. */
  NEGATIVE_SPECIFICITY("negative_specificity", "binary_classification_scores"),
  /** The expected label, of the facet sentiment. */
  SENTIMENT_LABEL_CORRECT("sentiment_label_correct", "sentiment_label_correct"),
  /** What a judge says of the facts. */
  FACTUALITY("Factuality", "Factuality");

  private final String label;
  private final String scorer;

  ScoreName(String label, String scorer) {
    this.label = label;
    this.scorer = scorer;
  }

  /** Its name in experiments and results. */
  public String label() {
    return label;
  }

  /** The scorer that gives it, which has a span of that name. */
  public String scorer() {
    return scorer;
  }

  /** The scorers, each once. */
  public static List<String> scorers() {
    return Arrays.stream(values()).map(ScoreName::scorer).distinct().toList();
  }

  /** The scores that a scorer gives. */
  public static List<ScoreName> of(String scorer) {
    return Arrays.stream(values()).filter(name -> name.scorer.equals(scorer)).toList();
  }
}
