package org.braintrustbeam.transforms.update;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.transforms.json.JsonMerge;

/**
 * Decides what becomes of each correction by the three-way rule.
 *
 * <p>Done twice: first with the records as they are now, then, for the few that came out as {@link
 * #NEEDS_BASE}, with the records as the experiment saw them.
 */
public final class JudgeCorrections
    extends PTransform<PCollection<MatchedCorrection>, PCollectionTuple> {
  /** One outcome a correction. */
  public static final TupleTag<UpdateOutcome> OUTCOMES = new TupleTag<>() {};

  /** Corrections whose base must be read. */
  public static final TupleTag<MatchedCorrection> NEEDS_BASE = new TupleTag<>() {};

  private final UpdatePlan plan;
  private final boolean withBase;

  private JudgeCorrections(UpdatePlan plan, boolean withBase) {
    this.plan = plan;
    this.withBase = withBase;
  }

  /** By the records as they are now. */
  public static JudgeCorrections by(UpdatePlan plan) {
    return new JudgeCorrections(plan, false);
  }

  /** The base has been looked up: whatever is not there now does not exist. */
  public JudgeCorrections withBase() {
    return new JudgeCorrections(plan, true);
  }

  @Override
  public PCollectionTuple expand(PCollection<MatchedCorrection> matched) {
    return matched.apply(
        "Judge",
        ParDo.of(new JudgeFn(plan, withBase))
            .withOutputTags(OUTCOMES, TupleTagList.of(NEEDS_BASE)));
  }

  private static final class JudgeFn extends DoFn<MatchedCorrection, UpdateOutcome> {
    private final UpdatePlan plan;
    private final boolean withBase;

    JudgeFn(UpdatePlan plan, boolean withBase) {
      this.plan = plan;
      this.withBase = withBase;
    }

    @ProcessElement
    public void judge(@Element MatchedCorrection matched, MultiOutputReceiver out) {
      Correction ours = requireNonNull(matched.correction());
      ThreeWay threeWay = new ThreeWay(plan);
      Verdict verdict =
          withBase
              ? threeWay.judgeWithBase(ours, requireNonNull(matched.theirs()), matched.base())
              : threeWay.judge(ours, matched.theirs());
      if (verdict instanceof Verdict.NeedsBase) {
        out.get(NEEDS_BASE).output(matched);
      } else {
        out.get(OUTCOMES).output(outcome(matched, ours, verdict));
      }
    }

    private static UpdateOutcome outcome(
        MatchedCorrection matched, Correction ours, Verdict verdict) {
      if (verdict instanceof Verdict.Change change) {
        return new UpdateOutcome(
            UpdateOutcome.Kind.CHANGE,
            ours.record(),
            change.change(),
            event(change.change(), matched));
      }
      if (verdict instanceof Verdict.Conflict conflict) {
        return new UpdateOutcome(
            UpdateOutcome.Kind.CONFLICT, ours.record(), null, shown(ours, conflict));
      }
      return UpdateOutcome.of(
          verdict instanceof Verdict.Missing
              ? UpdateOutcome.Kind.MISSING
              : UpdateOutcome.Kind.UNCHANGED,
          ours.record());
    }

    /**
     * {@code {id, input, expected, metadata?}} as they will read; of metadata what is merged in.
     */
    private static RawJson event(RowChange change, MatchedCorrection matched) {
      Map<String, RawJson> event = new LinkedHashMap<>();
      event.put("id", JsonMerge.string(change.key().rowId()));
      event.put("input", change.input());
      event.put(
          "expected",
          matched.theirs() == null ? RawJson.NULL : matched.theirs().json().field("expected"));
      for (FieldChange field : change.fields()) {
        event.put(field.name(), field.after());
      }
      return JsonMerge.object(event);
    }

    private static RawJson shown(Correction ours, Verdict.Conflict conflict) {
      Map<String, RawJson> shown = new LinkedHashMap<>();
      shown.put("id", JsonMerge.string(ours.record().rowId()));
      shown.put("base", conflict.base());
      shown.put("ours", conflict.ours());
      shown.put("theirs", conflict.theirs());
      return JsonMerge.object(shown);
    }
  }
}
