package org.braintrustbeam.transforms.facet.call;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How spans are parsed.
 *
 * @param facetName what every facet is called, whatever the spans say; null to find out
 * @param splitGroupPath where in a span's {@code metadata} the value stands that rows are kept
 *     together by; empty if they are not
 */
public record ParsePlan(@Nullable String facetName, List<String> splitGroupPath)
    implements Serializable {
  /** Finds names out and keeps nothing together. */
  public static final ParsePlan PLAIN = new ParsePlan(null, List.of());

  /** Copies the list; a blank name is none. */
  public ParsePlan {
    splitGroupPath = List.copyOf(splitGroupPath);
    facetName = facetName == null || facetName.isBlank() ? null : facetName;
  }
}
