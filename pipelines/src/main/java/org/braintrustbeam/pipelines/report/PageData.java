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
              string(json, "shape", chart.shape().name());
              string(json, "form", chart.form().name());
              string(json, "axis", chart.axis());
              string(json, "unit", chart.unit());
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
                string(json, "label", mark.label());
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeEndObject();
            });
    return out -> out.writeContent(text);
  }

  private static void series(JsonGenerator json, Chart.Series series) throws IOException {
    json.writeStartObject();
    string(json, "name", series.name());
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
    string(json, "group", row.group());
    string(json, "id", row.id());
    string(json, "part", row.part());
    string(json, "gist", row.gist());
    numbers(json, "scores", row.scores());
    string(json, "input", row.input());
    string(json, "left", row.left());
    string(json, "right", row.right());
    json.writeArrayFieldStart("notes");
    for (Fact note : row.notes()) {
      json.writeStartArray();
      json.writeString(PageText.clean(note.name()));
      json.writeString(PageText.clean(note.value()));
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeStringField("href", row.href());
    json.writeEndObject();
  }

  /** Cleaned before it is escaped: of an escape a script would make the letter again. */
  private static void string(JsonGenerator json, String name, String value) throws IOException {
    json.writeStringField(name, PageText.clean(value));
  }

  private static void strings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(PageText.clean(value));
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
