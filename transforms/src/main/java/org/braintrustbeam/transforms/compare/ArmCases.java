package org.braintrustbeam.transforms.compare;

/**
 * The cases of one experiment.
 *
 * @param cases how many
 * @param trials how many roots they have
 * @param failed trials that ended in an error
 * @param scorerErrors scorers that failed, over all trials
 */
public record ArmCases(long cases, long trials, long failed, long scorerErrors) {
  static final ArmCases NONE = new ArmCases(0, 0, 0, 0);

  ArmCases plus(ArmCases other) {
    return new ArmCases(
        cases + other.cases,
        trials + other.trials,
        failed + other.failed,
        scorerErrors + other.scorerErrors);
  }

  /** Everything that went wrong. */
  public long errors() {
    return failed + scorerErrors;
  }
}
