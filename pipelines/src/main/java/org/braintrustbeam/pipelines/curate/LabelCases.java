package org.braintrustbeam.pipelines.curate;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.io.model.CallModel;
import org.braintrustbeam.io.model.ChatRequest;
import org.braintrustbeam.io.model.ChatRequestCoder;
import org.braintrustbeam.io.model.EstimateCalls;
import org.braintrustbeam.io.model.ModelConnection;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.pipelines.labelling.CountLines;
import org.braintrustbeam.transforms.curate.Case;
import org.braintrustbeam.transforms.curate.CaseCoder;
import org.braintrustbeam.transforms.facet.sample.SampleBest;
import org.braintrustbeam.transforms.facet.sample.SampleKey;
import org.braintrustbeam.transforms.facet.sample.SampleOf;
import org.braintrustbeam.transforms.facet.sample.SamplePlan;
import org.braintrustbeam.transforms.facet.text.Bucket;
import org.jspecify.annotations.Nullable;

/** Has a model label the cases that have no label, or says what that would cost. */
final class LabelCases extends PTransform<PCollection<Case>, PCollectionTuple> {
  /** All of them, but for what is over the limit. */
  static final TupleTag<Case> CASES = new TupleTag<>() {};

  /** Lines of {@link ReadLabelFn#FAILED}; if labels are bought. */
  static final TupleTag<OrderedRow> FAILED = ReadLabelFn.FAILED;

  /** One line; if no labels are bought. */
  static final TupleTag<OrderedRow> ESTIMATE = new TupleTag<>() {};

  /**
   * Who labels.
   *
   * @param model its name
   * @param connection how to reach it
   * @param answers where its answers are kept
   * @param maxLabels how many cases are labelled at most; null for all that are chosen
   */
  record Labels(
      String model,
      ModelConnection connection,
      SharedFolder answers,
      @Nullable Integer maxLabels) {}

  private final Labels labels;
  private final String context;
  private final boolean buys;

  LabelCases(Labels labels, String context, boolean buys) {
    this.labels = labels;
    this.context = context;
    this.buys = buys;
  }

  @Override
  public PCollectionTuple expand(PCollection<Case> cases) {
    PCollection<Case> labelled = cases.apply("WithLabel", Filter.by(Case::isLabelled));
    PCollection<Case> asked = asked(cases);
    PCollection<KV<Case, ChatRequest>> requests =
        asked
            .apply("ToRequests", MapElements.via(new ToLabelRequest(labels.model(), context)))
            .setCoder(KvCoder.of(CaseCoder.of(), ChatRequestCoder.of()));
    if (!buys) {
      return PCollectionTuple.of(CASES, together(asked, labelled))
          .and(ESTIMATE, estimate(requests));
    }
    PCollectionTuple read = ask(requests);
    return PCollectionTuple.of(CASES, together(read.get(ReadLabelFn.CASES), labelled))
        .and(FAILED, read.get(ReadLabelFn.FAILED));
  }

  private PCollection<Case> asked(PCollection<Case> cases) {
    PCollection<Case> all = cases.apply("WithoutLabel", Filter.by(value -> !value.isLabelled()));
    return labels.maxLabels() == null
        ? all
        : all.apply(
            "MaxLabels",
            SampleBest.by(SamplePlan.newest(labels.maxLabels(), 0), new WhateverTheBucket()));
  }

  private static PCollection<Case> together(PCollection<Case> some, PCollection<Case> others) {
    return PCollectionList.of(some).and(others).apply("AllCases", Flatten.pCollections());
  }

  private PCollectionTuple ask(PCollection<KV<Case, ChatRequest>> requests) {
    return requests
        .apply(
            "CallModel",
            CallModel.<Case>at(labels.connection(), labels.answers())
                .withCheck(ReadLabelFn::problem))
        .apply(
            "ReadLabels",
            ParDo.of(new ReadLabelFn(labels.model()))
                .withOutputTags(ReadLabelFn.CASES, TupleTagList.of(ReadLabelFn.FAILED)));
  }

  private PCollection<OrderedRow> estimate(PCollection<KV<Case, ChatRequest>> requests) {
    return requests
        .apply(
            "EstimateCalls", EstimateCalls.beside(labels.answers(), labels.connection().workers()))
        .apply("EstimateLine", MapElements.via(new CountLines.OfEstimate()));
  }

  /** The first, whatever became of them in production. */
  private static final class WhateverTheBucket implements SampleOf<Case> {
    @Override
    public SampleKey key(Case value) {
      return new SampleKey("", Bucket.POSITIVE);
    }

    @Override
    public String trace(Case value) {
      return value.id();
    }

    @Override
    public String order(Case value) {
      return value.order();
    }
  }
}
