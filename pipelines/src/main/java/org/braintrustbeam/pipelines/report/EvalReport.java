package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.braintrustbeam.io.files.AtomicFile;
import org.braintrustbeam.io.row.Json;
import org.braintrustbeam.io.row.RawJson;

/**
 * The report of an evaluation of facets.
 *
 * <p>Takes the summary that the command prints and its rows, sorted by facet, record and trial.
 * Rows are read once and may be any number: on the heap, and in the page, are the {@value
 * FailedRows#KEPT} worst of those that failed, with texts of {@value FailedRows#LETTERS} letters.
 */
public final class EvalReport {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private EvalReport() {}

  /**
   * Writes the page to a file, which is there as a whole or not at all.
   *
   * @throws IOException if the file cannot be written, or the summary or a row is no JSON
   */
  public static void write(RawJson summary, Iterator<RawJson> rows, Path file) throws IOException {
    Page page = page(summary, rows);
    AtomicFile.write(file, out -> PageWriter.write(page, out));
  }

  /** Writes the page and leaves {@code out} open. */
  public static void write(RawJson summary, Iterator<RawJson> rows, OutputStream out)
      throws IOException {
    PageWriter.write(page(summary, rows), out);
  }

  static Page page(RawJson summary, Iterator<RawJson> rows) throws IOException {
    JsonNode all = tree(summary);
    List<String> scores = EvalFigures.scoreNames(all);
    FailedRows failed = new FailedRows(scores, all.path("trial_count").asLong(1) > 1);
    while (rows.hasNext()) {
      failed.add(tree(rows.next()));
    }
    List<Section> sections = new ArrayList<>();
    sections.add(EvalOverview.of(all));
    if (all.path("baseline").isObject()) {
      sections.add(EvalBaseline.of(all.path("baseline")));
    }
    sections.add(EvalFacets.compared(all));
    sections.add(EvalFacets.decisions(all));
    sections.add(EvalDistributions.of(all));
    sections.add(EvalErrors.of(failed));
    sections.add(EvalFailures.of(all, failed));
    return new Page("Facet evaluation", title(all), EvalOverview.facts(all), List.copyOf(sections));
  }

  private static String title(JsonNode all) {
    return all.path("experiment_name").asText("Evaluation");
  }

  static JsonNode tree(RawJson json) throws IOException {
    try (JsonParser parser = Json.parser(json.bytes())) {
      return MAPPER.readTree(parser);
    }
  }
}
