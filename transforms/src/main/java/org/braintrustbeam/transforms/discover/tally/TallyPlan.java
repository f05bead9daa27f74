package org.braintrustbeam.transforms.discover.tally;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is tallied, and what counts as a failure.
 *
 * @param datasetId object whose rows are records of the dataset; null without one
 * @param from first instant of the window
 * @param until first instant behind it; the window before is as long and ends at {@code from}
 * @param scores names of the scores that count, in order
 * @param failBelow scores of this and below fail
 * @param metadataKeys keys of the metadata that make cohorts
 * @param facets names of the facets; a record of a dataset may have one in its metadata
 * @param topics names of the classifications; likewise
 * @param issueFacet facet that says what is wrong with a trace
 * @param minCohort cohorts and names of fewer are left out; at least 1
 */
public record TallyPlan(
    @Nullable String datasetId,
    Instant from,
    Instant until,
    List<String> scores,
    BigDecimal failBelow,
    Set<String> metadataKeys,
    Set<String> facets,
    Set<String> topics,
    String issueFacet,
    long minCohort)
    implements Serializable {
  /** What a facet says that has found nothing, in lower case. */
  public static final List<String> NOTHING =
      List.of("", "none", "no match", "no_match", "null", "skipped", "n/a", "na", "not applicable");

  /** Makes the collections immutable. */
  public TallyPlan {
    scores = List.copyOf(scores);
    metadataKeys = Set.copyOf(metadataKeys);
    facets = Set.copyOf(facets);
    topics = Set.copyOf(topics);
    if (!from.isBefore(until) || minCohort < 1) {
      throw new IllegalArgumentException("an empty window, or a cohort of none");
    }
  }

  /** How long the window is. */
  public Duration length() {
    return Duration.between(from, until);
  }

  /** Where the window before begins. */
  public Instant before() {
    return from.minus(length());
  }

  /** In which window that is; null for neither. */
  @Nullable Part part(Instant created) {
    if (created.isBefore(before()) || !created.isBefore(until)) {
      return null;
    }
    return created.isBefore(from) ? Part.BEFORE : Part.NOW;
  }

  boolean fails(BigDecimal score) {
    return score.compareTo(failBelow) <= 0;
  }

  /** Whether a facet has found something. */
  static boolean isIssue(@Nullable String value) {
    return value != null && !NOTHING.contains(value.toLowerCase(Locale.ROOT));
  }
}
