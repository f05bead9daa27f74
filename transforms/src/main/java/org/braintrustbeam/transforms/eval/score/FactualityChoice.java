package org.braintrustbeam.transforms.eval.score;

/** The five answers of a judge of facts, by the published rubric of that scorer. */
public enum FactualityChoice {
  /** A part of what is expected. */
  A(0.4, "Everything it says is in the expert answer, but some of that answer is missing."),
  /** More than what is expected. */
  B(0.6, "It says all that the expert answer says, and more that does not contradict it."),
  /** The same. */
  C(1, "It gives exactly the details of the expert answer."),
  /** Something else. */
  D(0, "It contradicts the expert answer."),
  /** As good as the same. */
  E(1, "It differs from the expert answer in ways that have no bearing on the facts.");

  private final double score;
  private final String meaning;

  FactualityChoice(double score, String meaning) {
    this.score = score;
    this.meaning = meaning;
  }

  /** What it is worth, 0 to 1. */
  public double score() {
    return score;
  }

  /** When it is to be chosen. */
  String meaning() {
    return meaning;
  }
}
