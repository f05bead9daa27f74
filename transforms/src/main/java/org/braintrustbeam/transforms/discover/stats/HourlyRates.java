package org.braintrustbeam.transforms.discover.stats;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.braintrustbeam.transforms.discover.tally.Amounts;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.TallyKey;
import org.braintrustbeam.transforms.discover.tally.TallyTable;

/**
 * A share of failures by hour.
 *
 * @param figure traces, spans or a score
 * @param name of the score; else empty
 * @param hours of the window, those that have any
 * @param before of the whole window before
 */
record HourlyRates(Figure figure, String name, NavigableMap<Instant, Rate> hours, Rate before) {

  /** All that there are. */
  static List<HourlyRates> of(TallyTable table) {
    List<HourlyRates> all = new ArrayList<>();
    for (Figure figure : List.of(Figure.TRACES, Figure.SPANS)) {
      NavigableMap<Instant, Rate> hours = new TreeMap<>();
      table
          .of(Part.NOW, figure)
          .forEach((key, amounts) -> hours.put(Instant.parse(key.name()), rate(amounts)));
      all.add(new HourlyRates(figure, "", hours, rate(table.total(Part.BEFORE, figure))));
    }
    all.addAll(scores(table));
    return all;
  }

  private static List<HourlyRates> scores(TallyTable table) {
    Map<String, NavigableMap<Instant, Rate>> byName = new TreeMap<>();
    table
        .of(Part.NOW, Figure.SCORE_HOUR)
        .forEach(
            (key, amounts) ->
                byName
                    .computeIfAbsent(key.name(), name -> new TreeMap<>())
                    .put(Instant.parse(key.value()), rate(amounts)));
    List<HourlyRates> all = new ArrayList<>();
    byName.forEach(
        (name, hours) -> {
          Amounts before = table.get(new TallyKey(Part.BEFORE, Figure.SCORE, name, ""));
          all.add(new HourlyRates(Figure.SCORE, name, hours, rate(before)));
        });
    return all;
  }

  private static Rate rate(Amounts amounts) {
    return new Rate(amounts.count(), amounts.failing());
  }
}
