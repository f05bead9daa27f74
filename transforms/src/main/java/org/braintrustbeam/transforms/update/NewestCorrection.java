package org.braintrustbeam.transforms.update;

import java.util.Comparator;
import java.util.List;
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
        .apply("Collect", CombineByShard.toLists())
        .apply("DropKeys", Values.create())
        .apply(
            "Split", ParDo.of(new SplitFn()).withOutputTags(NEWEST, TupleTagList.of(SUPERSEDED)));
  }

  private static final class SplitFn extends DoFn<List<Correction>, Correction> {
    private static final Comparator<Correction> NEWEST_FIRST =
        Comparator.<Correction>comparingLong(correction -> ~correction.editedAt() ^ Long.MIN_VALUE)
            .thenComparing(Correction::source);

    /** Whether an edit of the other one is not in the newest. */
    private static boolean saysMore(Correction other, Correction newest) {
      return other.edited().stream()
          .anyMatch(
              field -> !CanonicalJson.sameOrBothEmpty(other.value(field), newest.value(field)));
    }

    @ProcessElement
    public void split(@Element List<Correction> corrections, MultiOutputReceiver out) {
      List<Correction> newestFirst = corrections.stream().sorted(NEWEST_FIRST).toList();
      Correction newest = newestFirst.get(0);
      out.get(NEWEST).output(newest);
      for (Correction other : newestFirst.subList(1, newestFirst.size())) {
        if (saysMore(other, newest)) {
          out.get(SUPERSEDED)
              .output(UpdateOutcome.of(UpdateOutcome.Kind.SUPERSEDED, newest.record()));
        }
      }
    }
  }
}
