package org.braintrustbeam.transforms.update;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.CombineByShard;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.transforms.json.CanonicalJson;

/**
 * Of several corrections of one dataset record (trials of a case) the newest edit; those that say
 * something else come out as {@link UpdateOutcome.Kind#SUPERSEDED}.
 */
public final class NewestCorrection extends PTransform<PCollection<Correction>, PCollectionTuple> {
  /** One correction a record. */
  public static final TupleTag<Correction> NEWEST = new TupleTag<>() {};

  /** The differing losers. */
  public static final TupleTag<UpdateOutcome> SUPERSEDED = new TupleTag<>() {};

  private NewestCorrection() {}

  /** The one way to use it. */
  public static NewestCorrection perRecord() {
    return new NewestCorrection();
  }

  @Override
  public PCollectionTuple expand(PCollection<Correction> corrections) {
    return corrections
        .apply(
            "KeyByRecord",
            WithKeys.of(Correction::record).withKeyType(TypeDescriptor.of(RowKey.class)))
        .apply("NewestFirst", CombineByShard.perKey(new NewestFirst()))
        .apply("DropKeys", Values.create())
        .apply(
            "Split", ParDo.of(new SplitFn()).withOutputTags(NEWEST, TupleTagList.of(SUPERSEDED)));
  }

  /** All corrections of a record, the newest first. */
  static final class NewestFirst
      extends Combine.CombineFn<Correction, List<Correction>, List<Correction>> {
    private static final Comparator<Correction> ORDER =
        Comparator.<Correction>comparingLong(correction -> ~correction.editedAt() ^ Long.MIN_VALUE)
            .thenComparing(Correction::source);

    @Override
    public List<Correction> createAccumulator() {
      return new ArrayList<>();
    }

    @Override
    public List<Correction> addInput(List<Correction> corrections, Correction correction) {
      corrections.add(correction);
      return corrections;
    }

    @Override
    public List<Correction> mergeAccumulators(Iterable<List<Correction>> lists) {
      List<Correction> all = new ArrayList<>();
      lists.forEach(all::addAll);
      return all;
    }

    @Override
    public List<Correction> extractOutput(List<Correction> corrections) {
      return corrections.stream().sorted(ORDER).toList();
    }

    @Override
    public Coder<List<Correction>> getDefaultOutputCoder(
        CoderRegistry registry, Coder<Correction> input) {
      return ListCoder.of(input);
    }
  }

  private static final class SplitFn extends DoFn<List<Correction>, Correction> {
    @ProcessElement
    public void split(@Element List<Correction> newestFirst, MultiOutputReceiver out) {
      Correction newest = newestFirst.get(0);
      out.get(NEWEST).output(newest);
      for (Correction other : newestFirst.subList(1, newestFirst.size())) {
        if (!CanonicalJson.sameOrBothEmpty(newest.value("expected"), other.value("expected"))) {
          out.get(SUPERSEDED)
              .output(UpdateOutcome.of(UpdateOutcome.Kind.SUPERSEDED, newest.record()));
        }
      }
    }
  }
}
