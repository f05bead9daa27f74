package org.braintrustbeam.transforms.facet.row;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.facet.call.CallSource;
import org.braintrustbeam.transforms.facet.text.Bucket;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.jspecify.annotations.Nullable;

/**
 * A row of the target dataset.
 *
 * @param id {@code <source span id>:<facet>}
 * @param order text that sorts the rows of a run, newest span first
 * @param source the span
 * @param facetName the facet
 * @param preprocessedText what the facet is of
 * @param expected the label
 * @param bucket of the label
 * @param splitGroup value that rows are kept together by, where that is asked for and known
 * @param commonMetadata the metadata but for {@code split}, an object
 * @param side which part of the dataset; null as long as that is not decided
 */
@DefaultCoder(DatasetRowCoder.class)
public record DatasetRow(
    String id,
    String order,
    CallSource source,
    String facetName,
    String preprocessedText,
    String expected,
    Bucket bucket,
    @Nullable String splitGroup,
    RawJson commonMetadata,
    @Nullable Side side) {
  private static final String FIRST_TAG = "facet-optimizer";

  /** The same on that side. */
  public DatasetRow on(Side chosen) {
    return new DatasetRow(
        id,
        order,
        source,
        facetName,
        preprocessedText,
        expected,
        bucket,
        splitGroup,
        commonMetadata,
        chosen);
  }

  /** <code>{"facet_name": …, "preprocessed_text": …}</code>. */
  public RawJson input() {
    Map<String, RawJson> input = new LinkedHashMap<>();
    input.put("facet_name", JsonMerge.string(facetName));
    input.put("preprocessed_text", JsonMerge.string(preprocessedText));
    return JsonMerge.object(input);
  }

  /** The metadata, {@code split} last where it is decided. */
  public RawJson metadata() {
    if (side == null) {
      return commonMetadata;
    }
    Map<String, RawJson> metadata = commonMetadata.fields();
    metadata.put("split", JsonMerge.string(side.word()));
    return JsonMerge.object(metadata);
  }

  /** {@code facet-optimizer}, the facet, the bucket, and the split where it is decided. */
  public List<String> tags() {
    List<String> tags = new ArrayList<>(List.of(FIRST_TAG, facetName, bucket.word()));
    if (side != null && !tags.contains(side.word())) {
      tags.add(side.word());
    }
    return tags;
  }
}
