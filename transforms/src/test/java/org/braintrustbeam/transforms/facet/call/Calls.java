package org.braintrustbeam.transforms.facet.call;

import java.util.List;
import java.util.Set;
import org.braintrustbeam.transforms.facet.text.Bucket;

/** Calls for tests. */
public final class Calls {
  private Calls() {}

  public static FacetCall call(
      String root, String id, String created, String facet, Bucket bucket) {
    return new FacetCall(
        new CallSource(id, root, "s-" + id, created, 7),
        0,
        false,
        facet,
        "prompt of " + facet,
        "text of " + root,
        List.of(new Message("user", "see text of " + root)),
        null,
        Set.of(),
        null,
        bucket,
        bucket.word());
  }

  public static FacetCall asked(FacetCall call, String prompt) {
    return new FacetCall(
        call.source(),
        call.place(),
        call.shadowed(),
        call.facetName(),
        prompt,
        call.preprocessedText(),
        call.messages(),
        "made",
        call.fallbacks(),
        "group",
        call.weakBucket(),
        call.facetValue());
  }

  public static FacetCall about(FacetCall call, String text, List<Message> messages) {
    return new FacetCall(
        call.source(),
        call.place(),
        call.shadowed(),
        call.facetName(),
        call.prompt(),
        text,
        messages,
        call.productionOutput(),
        call.fallbacks(),
        call.splitGroup(),
        call.weakBucket(),
        call.facetValue());
  }
}
