package org.braintrustbeam.transforms.verdict;

import java.util.List;

/**
 * One thing that stands against the new experiment, or against judging it.
 *
 * @param route of which kind
 * @param severity how bad
 * @param blocking whether a release should wait for it
 * @param text what it is, with its figures
 * @param scores names of the scores that it is about
 */
record Concern(Route route, Severity severity, boolean blocking, String text, List<String> scores) {
  Concern {
    scores = List.copyOf(scores);
  }

  static Concern warning(Route route, String text, List<String> scores) {
    return new Concern(route, Severity.WARNING, false, text, scores);
  }
}
