package org.braintrustbeam.pipelines.curate;

import java.io.IOException;
import java.io.InputStream;
import org.braintrustbeam.io.files.NamedFile;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.RunFolder;

/**
 * The file of a run in which every row stands that may be written, a JSON object a line; on the
 * disk before anything is written to the dataset, and what is written is read from it.
 *
 * @param name of the file
 * @param labelled how many of its rows have a label
 */
record ReviewFile(String name, long labelled) {
  private static final String REVIEW = "review.jsonl";
  private static final String DUPLICATES = "duplicates.jsonl";

  /** Writes it, and beside it the list of what was nearly the same. */
  static ReviewFile write(RunFolder run, Folders folders) throws IOException {
    lines(run, DUPLICATES, folders, SelectPipeline.DUPLICATES);
    lines(run, REVIEW, folders, SelectPipeline.REVIEW);
    long labelled = folders.count(SelectPipeline.REVIEW, line -> !line.field("expected").isNull());
    return new ReviewFile(run.file(REVIEW), labelled);
  }

  private static void lines(RunFolder run, String file, Folders folders, String output)
      throws IOException {
    run.write(
        file,
        out ->
            folders.forEach(
                output,
                line -> {
                  line.writeTo(out);
                  out.write('\n');
                }));
  }

  /** Copies it to where the workers see it. */
  void copyTo(SharedFolder folder) throws IOException {
    try (InputStream in = NamedFile.open(name)) {
      folder.write(ReadCasesFn.COPY, in::transferTo);
    }
  }
}
