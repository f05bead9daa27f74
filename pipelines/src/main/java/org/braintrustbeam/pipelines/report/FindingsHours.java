package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.braintrustbeam.pipelines.report.Chart.Mark;
import org.jspecify.annotations.Nullable;

/** The hours of the window, and what belongs to each; those without traffic too. */
record FindingsHours(List<Instant> hours) {
  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  static FindingsHours of(JsonNode findings) {
    Instant until = Instant.parse(findings.at("/window/until").asText());
    List<Instant> hours = new ArrayList<>();
    for (Instant hour =
            Instant.parse(findings.at("/window/from").asText()).truncatedTo(ChronoUnit.HOURS);
        hour.isBefore(until);
        hour = hour.plus(1, ChronoUnit.HOURS)) {
      hours.add(hour);
    }
    return new FindingsHours(List.copyOf(hours));
  }

  List<String> labels() {
    return hours.stream().map(LABEL::format).toList();
  }

  /** One value an hour. */
  List<@Nullable Double> values(
      JsonNode rows, Function<JsonNode, @Nullable Double> value, @Nullable Double none) {
    Map<Instant, JsonNode> byHour = new HashMap<>();
    rows.forEach(row -> byHour.put(Instant.parse(row.path("hour").asText()), row));
    List<@Nullable Double> values = new ArrayList<>();
    for (Instant hour : hours) {
      JsonNode row = byHour.get(hour);
      values.add(row == null ? none : value.apply(row));
    }
    return values;
  }

  /** Of a share of failures where it changed, and where it changed back. */
  List<Mark> marks(JsonNode findings, String kind, String name) {
    List<Mark> marks = new ArrayList<>();
    for (JsonNode point : findings.at("/changes/points")) {
      if (point.path("certain").asBoolean()
          && point.path("kind").asText().equals(kind)
          && point.path("name").asText().equals(name)) {
        mark(point.path("since"), FindingsWords.share(point.path("inside")), marks);
        if (!point.path("lasting").asBoolean()) {
          mark(point.path("until"), "over", marks);
        }
      }
    }
    return marks;
  }

  private void mark(JsonNode instant, String label, List<Mark> marks) {
    int at = hours.indexOf(Instant.parse(instant.asText()));
    if (at > 0) { // what begins with the window needs no line
      marks.add(new Mark(at, label));
    }
  }

  /** For people, in UTC. */
  static String shown(JsonNode instant) {
    return LABEL.format(Instant.parse(instant.asText()));
  }
}
