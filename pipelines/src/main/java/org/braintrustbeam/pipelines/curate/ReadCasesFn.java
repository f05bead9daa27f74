package org.braintrustbeam.pipelines.curate;

import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.transforms.curate.Case;

/** The lines of a file that was checked before the run; a worker sees the folder's copy alone. */
final class ReadCasesFn extends DoFn<String, Case> {
  /** The file, in the run's work folder. */
  static final String COPY = "labelled-rows";

  private final SharedFolder folder;
  private final LabelledLine reader;
  private final boolean labelledOnly;

  ReadCasesFn(SharedFolder folder, LabelledLine reader, boolean labelledOnly) {
    this.folder = folder;
    this.reader = reader;
    this.labelledOnly = labelledOnly;
  }

  @ProcessElement
  public void read(@Element String name, OutputReceiver<Case> out) throws IOException {
    folder.verify();
    LabelledFile.forEach(
        name,
        folder.open(COPY),
        reader,
        value -> {
          if (value.isLabelled() || !labelledOnly) {
            out.output(value);
          }
        });
  }
}
