package org.braintrustbeam.transforms.facet.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/**
 * What all rows of a run have in common.
 *
 * @param sourceProject name of the project that the spans are in, as it was given
 * @param sourceProjectId its id
 * @param sourceOrg name of its organisation; null if it is not known
 * @param sourceModel the models whose spans were read, as they were given
 * @param appUrl of Braintrust's own web pages
 */
public record RowPlan(
    String sourceProject,
    String sourceProjectId,
    @Nullable String sourceOrg,
    String sourceModel,
    String appUrl)
    implements Serializable {

  /** Where a person can look at a span; null without an organisation. */
  public @Nullable String permalink(String rowId) {
    if (sourceOrg == null || sourceOrg.isEmpty() || appUrl.isEmpty()) {
      return null;
    }
    return appUrl.replaceFirst("/+$", "")
        + "/app/"
        + encoded(sourceOrg).replace("+", "%20")
        + "/object?object_type=project_logs&object_id="
        + encoded(sourceProjectId)
        + "&id="
        + encoded(rowId);
  }

  /** As RFC 3986 has it; Java's encoder differs in two characters. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("*", "%2A").replace("%7E", "~");
  }
}
