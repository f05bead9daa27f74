package org.braintrustbeam.transforms.discover.tally;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.braintrustbeam.io.row.RawJson;

/** The cohorts that a root span, or a record of a dataset, is in by its own columns. */
final class Cohorts {
  private final Set<Cohort> found = new LinkedHashSet<>();
  private final TallyPlan plan;

  private Cohorts(TallyPlan plan) {
    this.plan = plan;
  }

  static Set<Cohort> of(Map<String, RawJson> row, TallyPlan plan) {
    Cohorts cohorts = new Cohorts(plan);
    cohorts.addMetadata(row.getOrDefault(RowColumns.METADATA, RawJson.NULL));
    row.getOrDefault(RowColumns.FACETS, RawJson.NULL)
        .fields()
        .forEach((name, value) -> cohorts.add(Figure.FACET, name, CohortValue.of(value)));
    row.getOrDefault(RowColumns.CLASSIFICATIONS, RawJson.NULL)
        .fields()
        .forEach((name, labels) -> cohorts.addTopic(name, labels));
    row.getOrDefault(RowColumns.TAGS, RawJson.NULL)
        .elements()
        .forEach(tag -> cohorts.add(Figure.TAG, "", CohortValue.of(tag)));
    String length = row.getOrDefault(RowColumns.INPUT_LENGTH, RawJson.NULL).text();
    cohorts.add(Figure.INPUT_LENGTH, "", length == null ? "" : CohortValue.ofText(length));
    return cohorts.found;
  }

  /** Those of a record, which may have a facet or a topic in its metadata. */
  static Set<Cohort> ofRecord(Map<String, RawJson> row, TallyPlan plan) {
    Set<Cohort> found = of(row, plan);
    row.getOrDefault(RowColumns.METADATA, RawJson.NULL)
        .fields()
        .forEach(
            (name, value) -> {
              String text = CohortValue.of(value);
              if (!text.isEmpty() && plan.facets().contains(name)) {
                found.add(new Cohort(Figure.FACET, name, text));
              }
              if (!text.isEmpty() && plan.topics().contains(name)) {
                found.add(new Cohort(Figure.TOPIC, name, text));
              }
            });
    return found;
  }

  private void addMetadata(RawJson metadata) {
    metadata
        .fields()
        .forEach(
            (name, value) -> {
              if (plan.metadataKeys().contains(name)) {
                add(Figure.METADATA, name, CohortValue.of(value));
              }
            });
  }

  /** The first label is the one that fits best. */
  private void addTopic(String name, RawJson labels) {
    labels.elements().stream()
        .limit(1)
        .forEach(label -> add(Figure.TOPIC, name, CohortValue.of(label.field("label"))));
  }

  private void add(Figure figure, String name, String value) {
    if (!value.isEmpty()) {
      found.add(new Cohort(figure, name, value));
    }
  }
}
