package org.braintrustbeam.pipelines.evalfacets;

import java.io.Serializable;
import java.util.Map;
import org.braintrustbeam.transforms.facet.definition.FacetDefinition;
import org.braintrustbeam.transforms.facet.definition.FacetDefinitions;
import org.jspecify.annotations.Nullable;

/** Definitions on their way to workers: as the text that they were read from. */
final class Definitions implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String yaml;
  private final String file;
  private transient @Nullable Map<String, FacetDefinition> byName;

  Definitions(String yaml, String file) {
    this.yaml = yaml;
    this.file = file;
  }

  /** By name in lower case. */
  Map<String, FacetDefinition> byName() {
    Map<String, FacetDefinition> known = byName;
    if (known == null) {
      known = FacetDefinitions.parse(yaml, file).byName();
      byName = known;
    }
    return known;
  }
}
