package org.braintrustbeam.transforms.facet.call;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.braintrustbeam.transforms.facet.text.Bucket;
import org.jspecify.annotations.Nullable;

/**
 * One prompt put to one text in production.
 *
 * @param source the span
 * @param place among the calls of its span, from 0
 * @param shadowed whether a later call of the same span is for the same facet: both would become
 *     the row of one id
 * @param facetName as given, found or guessed
 * @param prompt what was asked, not empty
 * @param preprocessedText what it was asked about
 * @param messages the base messages, before the prompt; may be empty
 * @param productionOutput the text that came back; null if there is none
 * @param fallbacks how these were found
 * @param splitGroup value that rows are kept together by, where that is asked for and known
 * @param weakBucket by the finalised facets of the trace; unknown until they are attached
 * @param facetValue the text of the finalised value; null if there is none
 */
@DefaultCoder(FacetCallCoder.class)
public record FacetCall(
    CallSource source,
    int place,
    boolean shadowed,
    String facetName,
    String prompt,
    String preprocessedText,
    List<Message> messages,
    @Nullable String productionOutput,
    Set<Fallback> fallbacks,
    @Nullable String splitGroup,
    Bucket weakBucket,
    @Nullable String facetValue) {
  /** What production puts before the data in a message. */
  public static final String MARKER = "Here is the data to analyze:";

  /** Copies the collections. */
  public FacetCall {
    messages = List.copyOf(messages);
    EnumSet<Fallback> used = EnumSet.noneOf(Fallback.class);
    used.addAll(fallbacks);
    fallbacks = Collections.unmodifiableSet(used);
  }

  /** Id of the row it becomes: {@code <source span id>:<facet>}. */
  public String rowId() {
    return source.id() + ':' + facetName;
  }

  /** Text that sorts calls: newest span first, then by id, then by place; unique in a run. */
  public String order() {
    return source.order() + '\0' + String.format(Locale.ROOT, "%08d", place);
  }

  /** What a labelling model is sent: the base messages, or the text; then the prompt. */
  public List<Message> labelMessages() {
    List<Message> all = new ArrayList<>(baseMessages(preprocessedText));
    all.add(new Message("user", prompt));
    return List.copyOf(all);
  }

  /** The base messages; if there are none, one with the marker and this text. */
  public List<Message> baseMessages(String text) {
    return messages.isEmpty() ? List.of(new Message("user", MARKER + "\n\n" + text)) : messages;
  }

  /** The same with what the trace's finalised facets say. */
  public FacetCall finalised(Bucket bucket, @Nullable String value) {
    return new FacetCall(
        source,
        place,
        shadowed,
        facetName,
        prompt,
        preprocessedText,
        messages,
        productionOutput,
        fallbacks,
        splitGroup,
        bucket,
        value);
  }
}
