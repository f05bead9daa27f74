package org.braintrustbeam.emulator.query;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.braintrustbeam.emulator.json.Canonical;
import org.braintrustbeam.emulator.query.eval.GroupedRow;
import org.braintrustbeam.emulator.query.eval.NoRow;
import org.braintrustbeam.emulator.query.eval.QueryRow;

/** Puts rows into groups and answers one row for each. */
final class Groups {
  private final Query query;

  Groups(Query query) {
    this.query = query;
  }

  List<byte[]> answer(Iterator<? extends QueryRow> found) {
    Map<List<String>, GroupedRow> groups = new LinkedHashMap<>();
    while (found.hasNext()) {
      QueryRow row = found.next();
      group(groups, row).add(row);
    }
    return answer(groups);
  }

  /** The same for rows that were counted by classes, in the order of the first rows. */
  List<byte[]> answer(List<HeaderTally> tallies) {
    Map<List<String>, GroupedRow> groups = new LinkedHashMap<>();
    for (HeaderTally tally : tallies) {
      GroupedRow group = group(groups, tally.first());
      group.add(tally.first(), tally.count());
      tally.extremes().forEach(row -> group.add(row, 0));
    }
    return answer(groups);
  }

  private GroupedRow group(Map<List<String>, GroupedRow> groups, QueryRow row) {
    return groups.computeIfAbsent(key(row), key -> new GroupedRow(row, query.aggregates()));
  }

  private List<byte[]> answer(Map<List<String>, GroupedRow> found) {
    if (found.isEmpty() && query.groupBy().isEmpty()) {
      found.put(List.of(), new GroupedRow(NoRow.INSTANCE, query.aggregates()));
    }
    Stream<GroupedRow> groups =
        found.values().stream()
            .filter(group -> query.having() == null || query.having().holds(group))
            .sorted(this::compare);
    Query.Pivot pivot = query.pivot();
    return pivot == null
        ? groups.limit(query.limit()).map(group -> QueryRunner.answer(query, null, group)).toList()
        : new PivotTable(query, pivot).of(groups.toList());
  }

  private List<String> key(QueryRow row) {
    return query.groupBy().stream().map(expr -> Canonical.text(expr.of(row))).toList();
  }

  private int compare(QueryRow left, QueryRow right) {
    for (Query.Sort sort : query.sort()) {
      int comparison = sort.expr().order().sort(sort.expr().of(left), sort.expr().of(right));
      if (comparison != 0) {
        return sort.descending() ? -comparison : comparison;
      }
    }
    return 0;
  }
}
