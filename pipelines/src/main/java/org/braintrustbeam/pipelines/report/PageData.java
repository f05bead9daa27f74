package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.core.JsonGenerator;
import gg.jte.Content;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the page's script reads, as JSON in the page. */
final class PageData {
  private PageData() {}

  static Content chart(Chart chart) {
    String text =
        PageJson.of(
            json -> {
              json.writeStartObject();
              json.writeStringField("shape", chart.shape().name());
              json.writeStringField("axis", chart.axis());
              json.writeStringField("unit", chart.unit());
              json.writeFieldName("max");
              PageJson.number(json, chart.max());
              strings(json, "labels", chart.labels());
              json.writeArrayFieldStart("series");
              for (Chart.Series series : chart.series()) {
                series(json, series);
              }
              json.writeEndArray();
              json.writeArrayFieldStart("marks");
              for (Chart.Mark mark : chart.marks()) {
                json.writeStartObject();
                json.writeNumberField("at", mark.at());
                json.writeStringField("label", mark.label());
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeEndObject();
            });
    return out -> out.writeContent(text);
  }

  private static void series(JsonGenerator json, Chart.Series series) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", series.name());
    numbers(json, "values", series.values());
    numbers(json, "low", series.low());
    numbers(json, "high", series.high());
    strings(json, "tones", series.tones().stream().map(Tone::css).toList());
    json.writeEndObject();
  }

  /** An array of the rows, each written before the next is asked for. */
  static Content records(Records records) {
    return out -> {
      out.writeContent("[");
      String between = "\n";
      for (Iterator<Records.Row> rows = records.iterator(); rows.hasNext(); between = ",\n") {
        Records.Row row = rows.next();
        out.writeContent(between);
        out.writeContent(PageJson.of(json -> row(json, row)));
      }
      out.writeContent("\n]");
    };
  }

  private static void row(JsonGenerator json, Records.Row row) throws IOException {
    json.writeStartObject();
    json.writeStringField("group", row.group());
    json.writeStringField("id", row.id());
    json.writeStringField("part", row.part());
    json.writeStringField("gist", row.gist());
    numbers(json, "scores", row.scores());
    json.writeStringField("input", row.input());
    json.writeStringField("left", row.left());
    json.writeStringField("right", row.right());
    json.writeArrayFieldStart("notes");
    for (Fact note : row.notes()) {
      json.writeStartArray();
      json.writeString(note.name());
      json.writeString(note.value());
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeStringField("href", row.href());
    json.writeEndObject();
  }

  private static void strings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private static void numbers(JsonGenerator json, String name, List<@Nullable Double> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Double value : values) {
      PageJson.number(json, value);
    }
    json.writeEndArray();
  }
}
