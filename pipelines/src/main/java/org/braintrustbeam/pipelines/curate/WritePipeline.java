package org.braintrustbeam.pipelines.curate;

import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.UpsertRows;
import org.braintrustbeam.io.files.WriteOrderedRows;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.Writes;
import org.braintrustbeam.transforms.curate.Case;

/** The second half of {@code curate}: writes the labelled rows of the review file. */
final class WritePipeline {
  static final String VERDICTS = "verdicts";

  private final LabelledLine reader;
  private final JudgeCases judge;
  private final ConnectionSettings connection;
  private final Folders folders;

  /**
   * By these.
   *
   * @param folders a folder of its own, with the review file in it
   */
  WritePipeline(
      LabelledLine reader, JudgeCases judge, ConnectionSettings connection, Folders folders) {
    this.reader = reader;
    this.judge = judge;
    this.connection = connection;
    this.folders = folders;
  }

  Pipeline create(CurateOptions options, String file) {
    Pipeline pipeline = Pipeline.create(options);
    PCollection<Case> cases =
        pipeline
            .apply("File", Create.of(file))
            .apply("ReadReview", ParDo.of(new ReadCasesFn(folders.shared(), reader, true)));
    PCollectionTuple judged = cases.apply("JudgeCases", judge);
    UpsertRows.Written written =
        judged.get(JudgeCases.CHANGES).apply("UpsertRows", Writes.of(connection, folders));
    DeadLetters.with(
            List.of(written.rejected()),
            PCollectionTuple.of(VERDICTS, judged.get(JudgeCases.VERDICTS)))
        .apply("WriteOutputs", WriteOrderedRows.to(folders.shared()));
    return pipeline;
  }
}
