package org.braintrustbeam.transforms.verdict;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.braintrustbeam.transforms.facet.text.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * One thing to do next. It is a proposal: nothing is opened, sent or blocked.
 *
 * @param route what it follows from
 * @param intent what kind of thing
 * @param priority how soon
 * @param blocking whether a release should wait for it
 * @param needsReview whether a person must decide
 * @param title in a few words
 * @param body the reasons and figures, Markdown
 * @param destination where it would be at home
 * @param scores names of the scores that it is about, sorted
 */
public record NextStep(
    Route route,
    Intent intent,
    Priority priority,
    boolean blocking,
    boolean needsReview,
    String title,
    String body,
    Destination destination,
    List<String> scores) {
  private static final int DIGITS = 16;

  /** Sorts the scores. */
  public NextStep {
    scores = scores.stream().sorted().toList();
  }

  /**
   * The same for the same thing, whenever and of whichever experiment it is found: no date and no
   * figure is in it, so a daily run does not open it daily.
   *
   * @param project name of the project, for people
   * @param projectId its id
   */
  public String idempotencyKey(String project, String projectId, Aim aim) {
    Stream<@Nullable String> what =
        Stream.of(projectId, aim.goal(), aim.score(), route.word(), intent.word());
    String parts =
        Stream.concat(what, scores.stream())
            .map(part -> part == null ? "-" : part.length() + ":" + part)
            .collect(Collectors.joining(" "));
    return "bt-flywheel:%s:%s:%s"
        .formatted(project, intent.word(), Sha256.hex(parts).substring(0, DIGITS));
  }
}
