package org.braintrustbeam.pipelines.createfacetdataset;

import java.util.List;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.Top;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.braintrustbeam.transforms.facet.call.FacetCall;

/**
 * No more calls than a limit, the newest first; the same in every order of arrival.
 *
 * <p>Memory: the places of so many calls, about 100 bytes each.
 */
final class FirstCalls extends PTransform<PCollection<FacetCall>, PCollection<FacetCall>> {
  private final int limit;

  private FirstCalls(int limit) {
    this.limit = limit;
  }

  static FirstCalls of(int limit) {
    return new FirstCalls(limit);
  }

  @Override
  public PCollection<FacetCall> expand(PCollection<FacetCall> calls) {
    PCollectionView<List<String>> first =
        calls
            .apply("Places", MapElements.via(new Place()))
            .setCoder(StringUtf8Coder.of())
            .apply("First", Combine.globally(Top.<String>smallestFn(limit)).asSingletonView());
    return calls.apply("UpToLast", ParDo.of(new UpToLastFn(first)).withSideInputs(first));
  }

  private static final class Place extends SimpleFunction<FacetCall, String> {
    @Override
    public String apply(FacetCall call) {
      return call.order();
    }
  }

  private static final class UpToLastFn extends DoFn<FacetCall, FacetCall> {
    private final PCollectionView<List<String>> first;

    UpToLastFn(PCollectionView<List<String>> first) {
      this.first = first;
    }

    @ProcessElement
    public void pass(ProcessContext context) {
      List<String> places = context.sideInput(first);
      String last = places.get(places.size() - 1); // there is one: this call's, at least
      if (context.element().order().compareTo(last) <= 0) {
        context.output(context.element());
      }
    }
  }
}
