package org.braintrustbeam.transforms.facet.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.MapCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** The wordings of one facet, each once, the first that was chosen first. */
final class MergeVersions
    extends CombineFn<PromptVersion, Map<String, PromptVersion>, List<PromptVersion>> {
  @Override
  public Map<String, PromptVersion> createAccumulator() {
    return new HashMap<>();
  }

  @Override
  public Map<String, PromptVersion> addInput(
      Map<String, PromptVersion> versions, PromptVersion version) {
    versions.merge(version.prompt(), version, PromptVersion::plus);
    return versions;
  }

  @Override
  public Map<String, PromptVersion> mergeAccumulators(Iterable<Map<String, PromptVersion>> parts) {
    Map<String, PromptVersion> merged = new HashMap<>();
    parts.forEach(part -> part.values().forEach(version -> addInput(merged, version)));
    return merged;
  }

  @Override
  public List<PromptVersion> extractOutput(Map<String, PromptVersion> versions) {
    List<PromptVersion> inOrder = new ArrayList<>(versions.values());
    inOrder.sort(Comparator.comparing(PromptVersion::order));
    return inOrder;
  }

  @Override
  public Coder<Map<String, PromptVersion>> getAccumulatorCoder(
      CoderRegistry registry, Coder<PromptVersion> input) {
    return MapCoder.of(StringUtf8Coder.of(), input);
  }

  @Override
  public Coder<List<PromptVersion>> getDefaultOutputCoder(
      CoderRegistry registry, Coder<PromptVersion> input) {
    return ListCoder.of(input);
  }
}
