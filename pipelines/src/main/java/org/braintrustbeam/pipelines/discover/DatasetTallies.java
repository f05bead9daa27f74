package org.braintrustbeam.pipelines.discover;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.braintrustbeam.io.braintrust.ObjectType;
import org.braintrustbeam.io.braintrust.SqlText;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.discover.Answers.Service;
import org.braintrustbeam.transforms.discover.tally.Amounts;
import org.braintrustbeam.transforms.discover.tally.CohortValue;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.TallyKey;
import org.braintrustbeam.transforms.discover.tally.TallyPlan;
import org.braintrustbeam.transforms.discover.tally.TallyTable;
import org.braintrustbeam.transforms.discover.tally.TallyTable.LeftOut;

/** Asks which cohorts of production the records of a dataset are in. */
final class DatasetTallies {
  private static final int VALUES = 200;

  private final Service service;
  private final TallyPlan plan;
  private final TallyTable table;

  DatasetTallies(Service service, TallyPlan plan, TallyTable table) {
    this.service = service;
    this.plan = plan;
    this.table = table;
  }

  void ask(String datasetId) {
    String records = records(datasetId);
    long count = Answers.onlyCount(service.ask("SELECT count(1) AS n FROM " + records));
    table.put(new TallyKey(Part.DATASET, Figure.TRACES, "", ""), Amounts.of(count, 0));
    askMembers(records, Figure.FACET, plan.facets());
    askMembers(records, Figure.TOPIC, plan.topics());
    askValues(records, Figure.INPUT_LENGTH, Figure.INPUT_LENGTH, Set.of());
    Set<String> names = new TreeSet<>(plan.metadataKeys());
    names.addAll(plan.facets());
    names.addAll(plan.topics());
    if (!names.isEmpty()) {
      askNames(records, names);
      askValues(records, Figure.METADATA, Figure.METADATA, plan.metadataKeys());
      askValues(records, Figure.METADATA, Figure.FACET, plan.facets());
      askValues(records, Figure.METADATA, Figure.TOPIC, plan.topics());
    }
  }

  private void askMembers(String records, Figure figure, Set<String> names) {
    if (!names.isEmpty()) {
      askValues(records, figure, figure, names);
    }
  }

  /** Which names the metadata of the records have. */
  private void askNames(String records, Set<String> names) {
    CohortSql cohorts = CohortSql.of(Figure.METADATA);
    for (RawJson json : service.ask(cohorts.totals(records, cohorts.named(literals(names))))) {
      String name = Answers.text(json.fields(), "name");
      if (plan.metadataKeys().contains(name)) {
        table.addLeftOut(new TallyKey(Part.DATASET, Figure.METADATA, name, ""), new LeftOut(0, 0));
      }
    }
  }

  /** Of the values that cohorts of production have, those that are in a column of the records. */
  private void askValues(String records, Figure column, Figure figure, Set<String> names) {
    List<String> values =
        table.of(Part.NOW, figure).keySet().stream()
            .map(key -> LogSql.literal(key.value()))
            .distinct()
            .sorted()
            .toList();
    CohortSql cohorts = CohortSql.of(column);
    String named = names.isEmpty() ? "" : cohorts.named(literals(names)) + " AND ";
    for (int from = 0; from < values.size(); from += VALUES) {
      List<String> some = values.subList(from, Math.min(values.size(), from + VALUES));
      for (RawJson json : service.ask(cohorts.counts(records, named + cohorts.among(some), 1))) {
        put(figure, json.fields());
      }
    }
  }

  private void put(Figure figure, Map<String, RawJson> row) {
    TallyKey key =
        new TallyKey(
            Part.DATASET,
            figure,
            Answers.text(row, "name"),
            CohortValue.of(row.getOrDefault("value", RawJson.NULL)));
    if (table.get(key.of(Part.NOW)).count() > 0) {
      table.put(key, Amounts.of(Answers.count(row, "n"), 0));
    }
  }

  private static List<String> literals(Set<String> names) {
    return names.stream().sorted().map(SqlText::literal).toList();
  }

  /** The object of the records of a dataset, for SQL. */
  static String records(String datasetId) {
    return SqlText.source(ObjectType.DATASET, datasetId);
  }
}
