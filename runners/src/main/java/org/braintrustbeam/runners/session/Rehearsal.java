package org.braintrustbeam.runners.session;

import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.POutput;
import org.braintrustbeam.io.row.LatestRowVersion;
import org.braintrustbeam.io.row.RowVersion;

/** Pipelines without a result, run for the classes that they need. */
public final class Rehearsal {
  private Rehearsal() {}

  /** Of one element that is grouped, for a job that is short whatever it does. */
  public static void run() {
    Pipeline pipeline = pipeline();
    pipeline
        .apply("Nothing", Create.of(KV.of("key", "value")))
        .apply("Group", GroupByKey.create())
        .apply("Pass", ParDo.of(new PassFn<>()));
    pipeline.run();
  }

  /** Of rows and what happens to each, for a job that may read so many that each has to be fast. */
  public static void run(
      List<RowVersion> rows, PTransform<PCollection<RowVersion>, ? extends POutput> perRow) {
    Pipeline pipeline = pipeline();
    pipeline
        .apply("Rows", Create.of(rows))
        .apply("Latest", LatestRowVersion.perRow())
        .apply("PerRow", perRow);
    pipeline.run();
  }

  /** Without progress, on one thread. */
  private static Pipeline pipeline() {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(DirectRunner.class);
    DirectOptions direct = options.as(DirectOptions.class);
    direct.setEnforceImmutability(false);
    direct.setEnforceEncodability(false);
    direct.setTargetParallelism(1);
    return Pipeline.create(options);
  }

  private static final class PassFn<T> extends DoFn<T, T> {
    @ProcessElement
    public void pass(@Element T element, OutputReceiver<T> out) {
      out.output(element);
    }
  }
}
