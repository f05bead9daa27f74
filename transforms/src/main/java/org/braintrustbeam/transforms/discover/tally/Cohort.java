package org.braintrustbeam.transforms.discover.tally;

/**
 * Something that traces can have in common.
 *
 * @param figure one of {@link Figure#COHORTS}
 * @param name e.g. a key of the metadata; empty where the figure has one name only
 * @param value a {@link CohortValue}
 */
public record Cohort(Figure figure, String name, String value) {
  TallyKey in(Part part) {
    return new TallyKey(part, figure, name, value);
  }
}
