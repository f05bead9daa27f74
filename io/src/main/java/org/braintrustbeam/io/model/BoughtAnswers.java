package org.braintrustbeam.io.model;

import java.io.IOException;
import org.braintrustbeam.io.files.SharedFolder;

/**
 * The answers in the folder of a run, for the launcher.
 *
 * <p>As this is read off the disk, it counts what was paid for, also by attempts that came to
 * nothing. At the end of a run that succeeded, the requests with an answer less {@link #byThisRun}
 * were answered for nothing.
 *
 * @param byThisRun bought since the folder was marked for this run
 * @param before bought by earlier runs
 * @param usage tokens of those of this run
 */
public record BoughtAnswers(long byThisRun, long before, TokenUsage usage) {
  /** Counts them; damaged ones are not. */
  public static BoughtAnswers in(SharedFolder folder) throws IOException {
    long[] counts = new long[4];
    AnswerDisk.of(folder)
        .scan(
            (line, place) -> {
              if (AnswerLine.digest(line) == null) {
                return; // damaged
              }
              if (!AnswerLine.isOf(folder.marker(), line)) {
                counts[0]++;
                return;
              }
              TokenUsage usage = AnswerLine.answer(line).usage();
              counts[1]++;
              counts[2] += usage.input();
              counts[3] += usage.output();
            });
    return new BoughtAnswers(counts[1], counts[0], new TokenUsage(counts[2], counts[3]));
  }
}
