package org.braintrustbeam.transforms.facet.definition;

import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.transforms.facet.call.FacetCall;

/**
 * The prompts of the chosen calls: of each facet all its wordings with how many calls had them,
 * that of the first call first.
 */
public final class CollectPrompts
    extends PTransform<PCollection<FacetCall>, PCollection<KV<String, List<PromptVersion>>>> {
  private CollectPrompts() {}

  /** By the name of the facet. */
  public static CollectPrompts perFacet() {
    return new CollectPrompts();
  }

  @Override
  public PCollection<KV<String, List<PromptVersion>>> expand(PCollection<FacetCall> calls) {
    return calls
        .apply("KeyByFacet", MapElements.via(new KeyByFacet()))
        .apply("MergeVersions", Combine.perKey(new MergeVersions()));
  }

  /** SHA-256 of the wording that stands for each facet, for the rows of the run. */
  public static PCollectionView<Map<String, String>> hashes(
      PCollection<KV<String, List<PromptVersion>>> prompts) {
    return prompts
        .apply("FirstPrompt", MapElements.via(new HashOfFirst()))
        .apply("PromptHashes", View.asMap());
  }

  /** One line a facet, by which the launcher learns of them; {@link FacetPrompt} reads it. */
  public static PCollection<OrderedRow> lines(
      PCollection<KV<String, List<PromptVersion>>> prompts) {
    return prompts.apply("PromptLines", MapElements.via(new Line()));
  }

  private static final class KeyByFacet
      extends SimpleFunction<FacetCall, KV<String, PromptVersion>> {
    @Override
    public KV<String, PromptVersion> apply(FacetCall call) {
      return KV.of(call.facetName(), PromptVersion.of(call));
    }
  }

  private static final class HashOfFirst
      extends SimpleFunction<KV<String, List<PromptVersion>>, KV<String, String>> {
    @Override
    public KV<String, String> apply(KV<String, List<PromptVersion>> facet) {
      return KV.of(facet.getKey(), facet.getValue().get(0).sha256());
    }
  }

  private static final class Line
      extends SimpleFunction<KV<String, List<PromptVersion>>, OrderedRow> {
    @Override
    public OrderedRow apply(KV<String, List<PromptVersion>> facet) {
      return new FacetPrompt(facet.getKey(), facet.getValue()).line();
    }
  }
}
