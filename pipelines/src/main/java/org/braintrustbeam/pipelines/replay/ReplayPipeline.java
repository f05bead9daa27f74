package org.braintrustbeam.pipelines.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.braintrustbeam.io.braintrust.BraintrustIO;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.UpsertRows;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.io.files.WriteOrderedRows;
import org.braintrustbeam.io.row.CombineByShard;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowAt;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.Writes;

/**
 * The composition of a replay: changes are read from the file, compared with their rows as they are
 * now, and written if they still fit. What cannot be written, or was no change in the first place,
 * is rejected again.
 */
final class ReplayPipeline {
  static final String LINES = "replayed";

  /** The file that is replayed, in the run's folder. */
  static final String COPY = "replay";

  private final PipelineOptions options;
  private final ReplayFile file;
  private final ConnectionSettings connection;
  private final Folders folders;
  private final List<PCollection<Reject>> rejects = new ArrayList<>();

  ReplayPipeline(
      PipelineOptions options, ReplayFile file, ConnectionSettings connection, Folders folders) {
    this.options = options;
    this.file = file;
    this.connection = connection;
    this.folders = folders;
  }

  Pipeline create(boolean write) {
    Pipeline pipeline = Pipeline.create(options);
    PCollectionTuple read =
        pipeline
            .apply("File", Create.of(file.name()))
            .apply(
                "ReadLines",
                ParDo.of(new ReadLines(folders.shared()))
                    .withOutputTags(ReadLines.CHANGES, TupleTagList.of(ReadLines.OTHERS)));
    rejects.add(read.get(ReadLines.OTHERS));
    PCollectionTuple judged =
        withRowsNow(read.get(ReadLines.CHANGES))
            .apply(
                "Judge",
                ParDo.of(new JudgeReplay())
                    .withOutputTags(
                        JudgeReplay.TO_WRITE,
                        TupleTagList.of(JudgeReplay.LINES).and(JudgeReplay.MOVED)));
    rejects.add(judged.get(JudgeReplay.MOVED));
    if (write) {
      write(judged);
    }
    DeadLetters.with(rejects, PCollectionTuple.of(LINES, judged.get(JudgeReplay.LINES)))
        .apply("WriteOutputs", WriteOrderedRows.to(folders.shared()));
    return pipeline;
  }

  private PCollection<Replayed> withRowsNow(PCollection<Reject> changes) {
    PCollection<RowVersion> now =
        changes
            .apply("RowsNow", MapElements.via(new RowNow()))
            .apply(
                "LookUpNow",
                BraintrustIO.lookUp()
                    .withConnection(connection)
                    .withColumns(List.copyOf(file.fields())));
    return PCollectionList.of(changes.apply("KeyByRow", MapElements.via(new ByRow())))
        .and(now.apply("KeyRowsNow", MapElements.via(new AsNow())))
        .apply("Together", Flatten.pCollections())
        .apply("Match", CombineByShard.perKey(new Replayed.Match()))
        .apply("DropKeys", Values.create());
  }

  private void write(PCollectionTuple judged) {
    UpsertRows.Written written =
        judged.get(JudgeReplay.TO_WRITE).apply("UpsertRows", Writes.of(connection, folders));
    rejects.add(written.rejected());
  }

  /** The lines of a file that was checked before the run; a worker sees the folder's copy alone. */
  private static final class ReadLines extends DoFn<String, Reject> {
    private static final TupleTag<Reject> CHANGES = new TupleTag<>() {};
    private static final TupleTag<Reject> OTHERS = new TupleTag<>() {};
    private final SharedFolder folder;

    ReadLines(SharedFolder folder) {
      this.folder = folder;
    }

    @ProcessElement
    public void read(@Element String name, MultiOutputReceiver out) throws IOException {
      folder.verify();
      ReplayFile.forEach(
          name,
          folder.open(COPY),
          line -> out.get(line.change() == null ? OTHERS : CHANGES).output(line.reject()));
    }
  }

  private static final class RowNow extends SimpleFunction<Reject, RowAt> {
    @Override
    public RowAt apply(Reject reject) {
      return new RowAt(reject.key(), null);
    }
  }

  private static final class ByRow extends SimpleFunction<Reject, KV<RowKey, Replayed>> {
    @Override
    public KV<RowKey, Replayed> apply(Reject reject) {
      return KV.of(reject.key(), new Replayed(reject, null));
    }
  }

  private static final class AsNow extends SimpleFunction<RowVersion, KV<RowKey, Replayed>> {
    @Override
    public KV<RowKey, Replayed> apply(RowVersion row) {
      return KV.of(row.key(), new Replayed(null, row));
    }
  }
}
