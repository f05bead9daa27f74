package org.braintrustbeam.pipelines.createfacetdataset;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.LocalBraintrust;
import org.braintrustbeam.pipelines.command.TestSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of sixty spans, with expectations that were worked out by hand, the digests of the
 * split by another program.
 *
 * <p>Each of thirty traces has a span for issues and one for its task, and its finalised facets say
 * that even ones have an issue and every third one's task is not known. The newest are the highest.
 */
class SixtySpansIT {
  private static final int TRACES = 30;
  private final Instant start = Instant.now().minusSeconds(172_800);

  @TempDir private Path folder;

  private String events(int number) {
    String created = start.plusSeconds(60L * number).toString();
    String issues = number % 2 == 0 ? "\"Something is late\"" : "\"no_match\"";
    String task = number % 3 == 0 ? "null" : "\"Ask\"";
    String text = (number % 2 == 0 ? "User: it is late " : "User: all fine ") + number;
    return span("i" + number, number, created, "an \\\"Issues\\\" facet", text)
        + ","
        + span("k" + number, number, created, "a \\\"Task\\\" facet", text)
        + """
        ,{"id":"t%1$d","span_id":"t%1$d","root_span_id":"t%1$d","created":"%2$s",
          "facets":{"Issues":%3$s,"Task":%4$s}}"""
            .formatted(number, created, issues, task);
  }

  private static String span(String id, int trace, String created, String facet, String text) {
    return """
    {"id":"%1$s","span_id":"%1$s","root_span_id":"t%2$d","span_parents":["t%2$d"],
     "created":"%3$s","span_attributes":{"type":"llm"},"metadata":{"model":"brain-facet-latest"},
     "input":{"messages":[{"role":"user","content":"Here is the data to analyze:\\n\\n%5$s"}],
       "suffix_messages":[[{"role":"user","content":"You are extracting %4$s."}]]},"output":"x"}"""
        .formatted(id, trace, created, facet, text);
  }

  @Test
  void becomeTheRowsOfTheDataset() throws IOException {
    try (LocalBraintrust server = new LocalBraintrust()) {
      List<String> all = new ArrayList<>();
      for (int i = 0; i < TRACES; i++) {
        all.add(events(i));
      }
      server.insert("project_logs", server.project("source"), all.toArray(String[]::new));
      CreateFacetDatasetOptions options =
          TestSession.options(CreateFacetDatasetOptions.class, server);
      options.setSourceProject("source");
      options.setTargetProject("target");
      options.setDataset("truth");
      options.setOutputRoot(folder.resolve("runs").toString());
      options.setPositiveLimit(8);
      options.setNegativeLimit(5);
      options.setValidationFraction(0.3);
      TestSession session = TestSession.in(folder);

      assertThat(new CreateFacetDataset().run(options, session), is(ExitCode.DONE));

      RawJson summary = session.json();
      assertThat(summary.field("candidate_count").toString(), is("60"));
      assertThat(summary.field("parsed_call_count").toString(), is("60"));
      assertThat(counts(summary, "weak_bucket_counts"), is("{negative=5, positive=16}"));
      assertThat(
          counts(summary, "per_facet_weak_bucket_counts"),
          is("{issues:negative=5, issues:positive=8, task:positive=8}"));
      assertThat(counts(summary, "final_bucket_counts"), is("{negative=5, positive=16}"));
      assertThat(counts(summary, "split_counts"), is("{train=15, validation=6}"));
      Path run = Path.of(String.valueOf(summary.field("run_dir").text()));
      assertThat(ids(Files.readAllLines(run.resolve("parsed_calls.jsonl"))), contains(CHOSEN));
      check(server.rows("dataset", server.dataset(server.project("target"), "truth")));
    }
  }

  private static String counts(RawJson summary, String name) {
    return summary.field(name).fields().toString();
  }

  private static final String[] CHOSEN = {
    "i29", "k29", "i28", "k28", "i27", "i26", "k26", "i25", "k25", "i24", "i23", "k23", "i22",
    "k22", "i21", "i20", "k20", "k19", "i18", "i16", "i14"
  };

  private static List<String> ids(List<String> lines) {
    return lines.stream()
        .map(line -> String.valueOf(RawJson.of(line).field("source_id").text()))
        .toList();
  }

  private static void check(Map<String, RawJson> rows) {
    Map<String, TreeSet<String>> byTags = new TreeMap<>();
    rows.forEach(
        (id, row) ->
            byTags
                .computeIfAbsent(row.field("tags").toString(), tags -> new TreeSet<>())
                .add(id + "=" + row.field("expected").text()));
    String first = "[\"facet-optimizer\",";
    assertThat(
        byTags.get(first + "\"issues\",\"positive\",\"validation\"]"),
        contains("i16:issues=it is late 16", "i20:issues=it is late 20"));
    assertThat(
        byTags.get(first + "\"issues\",\"positive\",\"train\"]"),
        contains(
            "i14:issues=it is late 14",
            "i18:issues=it is late 18",
            "i22:issues=it is late 22",
            "i24:issues=it is late 24",
            "i26:issues=it is late 26",
            "i28:issues=it is late 28"));
    assertThat(
        byTags.get(first + "\"issues\",\"negative\",\"validation\"]"),
        contains("i21:issues=no_match", "i29:issues=no_match"));
    assertThat(
        byTags.get(first + "\"issues\",\"negative\",\"train\"]"),
        contains("i23:issues=no_match", "i25:issues=no_match", "i27:issues=no_match"));
    assertThat(
        byTags.get(first + "\"task\",\"positive\",\"validation\"]"),
        contains("k22:task=it is late 22", "k29:task=all fine 29"));
    assertThat(
        byTags.get(first + "\"task\",\"positive\",\"train\"]"),
        contains(
            "k19:task=all fine 19",
            "k20:task=it is late 20",
            "k23:task=all fine 23",
            "k25:task=all fine 25",
            "k26:task=it is late 26",
            "k28:task=it is late 28"));
  }
}
