package org.braintrustbeam.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a small job starts with, counted in classes: seconds would depend on the machine. */
class LeanStartIT {
  private static final Pattern NOT_NEEDED =
      Pattern.compile(
          "\\] (io\\.javalin|jakarta\\.servlet|org\\.antlr|org\\.apache\\.flink"
              + "|org\\.braintrustbeam\\.emulator|org\\.eclipse\\.jetty|org\\.h2|org\\.jline)\\.");

  @TempDir Path folder;

  private static String experiment(OwnEmulator emulator) throws Exception {
    String project = emulator.create("project", "{\"name\":\"lean\"}");
    String dataset =
        emulator.create("dataset", "{\"name\":\"d\",\"project_id\":\"%s\"}".formatted(project));
    String row = "{\"id\":\"r\",\"input\":1,\"expected\":\"old\"}";
    emulator.send("/v1/dataset/" + dataset + "/insert", "events", 1, i -> row);
    String experiment =
        emulator.create("experiment", "{\"name\":\"e\",\"project_id\":\"%s\"}".formatted(project));
    String origin =
        "{\"object_type\":\"dataset\",\"object_id\":\"%s\",\"id\":\"r\",\"_xact_id\":%s}"
            .formatted(dataset, version(emulator.rows("dataset", dataset, "_xact_id")));
    String root =
        ("{\"id\":\"s\",\"span_id\":\"s\",\"root_span_id\":\"s\",\"input\":1,\"expected\":\"old\","
                + "\"origin\":%s}")
            .formatted(origin);
    emulator.send("/v1/experiment/" + experiment + "/insert", "events", 1, i -> root);
    String edit = "{\"id\":\"s\",\"expected\":\"new\",\"source\":\"app\"}";
    emulator.send("/v1/experiment/" + experiment + "/feedback", "feedback", 1, i -> edit);
    return experiment;
  }

  private static RawJson version(Map<String, RawJson> rows) {
    return rows.values().iterator().next().field("_xact_id");
  }

  private static List<String> loaded(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(" source: ")).toList();
    }
  }

  @Test
  void anUpdateLoadsNoServerAndNoFlink() throws Exception {
    Path log = folder.resolve("classes");
    try (OwnEmulator emulator = OwnEmulator.start(folder)) {
      Map<String, String> environment =
          Map.of(
              "BRAINTRUST_API_KEY",
              "any-key",
              "BRAINTRUST_API_URL",
              emulator.url(),
              "BRAINTRUST_APP_URL",
              emulator.url(),
              "JAVA_TOOL_OPTIONS",
              "-Xlog:class+load:file=" + log);
      try (Program program =
          Program.start(folder, environment, "update-dataset", experiment(emulator))) {
        assertThat(program.err(), program.end(), is(0));
        assertThat(program.out(), containsString("\"updated\": 1,"));
      }
    }

    List<String> all = loaded(log);
    assertThat(all.stream().anyMatch(line -> line.contains("DirectRunner")), is(true));
    assertThat(all.stream().filter(NOT_NEEDED.asPredicate()).limit(20).toList(), is(empty()));
  }
}
