package org.braintrustbeam.transforms.facet.split;

import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.braintrustbeam.io.row.CombineByShard;
import org.braintrustbeam.transforms.facet.row.DatasetRow;
import org.braintrustbeam.transforms.facet.row.Side;
import org.braintrustbeam.transforms.facet.text.Sha256;

/**
 * Counts what has rows on both sides: traces as {@link #ROOTS}, equal preprocessed texts as {@link
 * #TEXTS}, each over all facets. What does not leak is not there. What travels is a digest.
 */
public final class CountLeaks
    extends PTransform<PCollection<DatasetRow>, PCollection<KV<String, Long>>> {
  /** Name of the number of traces with rows on both sides. */
  public static final String ROOTS = "leaked_roots";

  /** Name of the number of texts with rows on both sides. */
  public static final String TEXTS = "leaked_texts";

  private CountLeaks() {}

  /** Of rows that are on a side. */
  public static CountLeaks betweenSides() {
    return new CountLeaks();
  }

  @Override
  public PCollection<KV<String, Long>> expand(PCollection<DatasetRow> rows) {
    return rows.apply("WhatMayLeak", ParDo.of(new WhatMayLeakFn()))
        .apply("Sides", CombineByShard.perKey(new Sides()))
        .apply("Leaks", ParDo.of(new LeaksFn()))
        .apply("Total", Sum.longsPerKey());
  }

  private static final class WhatMayLeakFn extends DoFn<DatasetRow, KV<String, Integer>> {
    @ProcessElement
    public void find(@Element DatasetRow row, OutputReceiver<KV<String, Integer>> out) {
      int side = row.side() == Side.VALIDATION ? Sides.VALIDATION : Sides.TRAIN;
      out.output(KV.of(ROOTS + ':' + Sha256.hex(row.source().rootSpanId()), side));
      out.output(KV.of(TEXTS + ':' + Sha256.hex(row.preprocessedText()), side));
    }
  }

  /** The sides as bits. */
  private static final class Sides extends Combine.BinaryCombineIntegerFn {
    static final int TRAIN = 1;
    static final int VALIDATION = 2;

    @Override
    public int apply(int left, int right) {
      return left | right;
    }

    @Override
    public int identity() {
      return 0;
    }
  }

  private static final class LeaksFn extends DoFn<KV<String, Integer>, KV<String, Long>> {
    @ProcessElement
    public void leak(@Element KV<String, Integer> sides, OutputReceiver<KV<String, Long>> out) {
      if (sides.getValue() == (Sides.TRAIN | Sides.VALIDATION)) {
        String name = sides.getKey().startsWith(ROOTS) ? ROOTS : TEXTS;
        out.output(KV.of(name, 1L));
      }
    }
  }
}
