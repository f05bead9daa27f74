package org.braintrustbeam.pipelines.evalfacets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.braintrustbeam.transforms.eval.total.EvalTotals;
import org.braintrustbeam.transforms.eval.total.GroupTotal;
import org.braintrustbeam.transforms.eval.total.ScoreTotal;
import org.jspecify.annotations.Nullable;

/** The means of each facet, as lines for people. */
final class EvalTable {
  private static final List<String> COLUMNS =
      List.of(
          "done", "errors", "match", "recall", "specif.", "sentiment", "facts", "precision", "F1");

  private EvalTable() {}

  /** A heading, a line a facet, and one for all; nothing if there is no case. */
  static List<String> lines(EvalTotals totals) {
    if (totals.overall().cases() == 0) {
      return List.of();
    }
    int width =
        totals.facets().keySet().stream()
            .mapToInt(String::length)
            .reduce("facet".length(), Math::max);
    String name = "%-" + width + "s";
    List<String> lines = new ArrayList<>();
    lines.add(line(name, "facet", COLUMNS));
    for (Map.Entry<String, GroupTotal> facet : totals.facets().entrySet()) {
      lines.add(line(name, facet.getKey(), values(facet.getValue())));
    }
    lines.add(line(name, "all", values(totals.overall())));
    return lines;
  }

  private static List<String> values(GroupTotal group) {
    List<String> values = new ArrayList<>();
    values.add(Long.toString(group.completed()));
    values.add(Long.toString(group.errored()));
    for (ScoreTotal score : group.scores()) {
      values.add(number(score.mean()));
    }
    values.add(number(group.precision()));
    values.add(number(group.f1()));
    return values;
  }

  private static String number(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String line(String name, String facet, List<String> values) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, name, facet));
    values.forEach(value -> line.append(String.format(Locale.ROOT, "  %9s", value)));
    return line.toString();
  }
}
