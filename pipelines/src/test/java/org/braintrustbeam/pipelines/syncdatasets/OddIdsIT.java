package org.braintrustbeam.pipelines.syncdatasets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.LocalBraintrust;
import org.braintrustbeam.pipelines.command.TestSession;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ids that mean something in SQL, JSON or an address are ids and nothing more. */
class OddIdsIT {
  private static final List<String> IDS =
      List.of(
          "'",
          "''",
          "a' OR '1'='1",
          "'; DROP TABLE x; --",
          "back\\slash",
          "line\nbreak\r\t",
          "\"quoted\"",
          "%_*",
          "${x} {} #",
          "../../etc/passwd",
          "/* c */",
          "zoë 日本 \uD83D\uDE00",
          "\u202Ertl\u0007",
          " ",
          "null",
          "0");

  @TempDir private Path folder;

  @Test
  void everyRowIsFoundAndWrittenOnce() throws IOException {
    try (LocalBraintrust server = new LocalBraintrust()) {
      String project = server.project("p");
      String old = server.dataset(project, "old");
      String fresh = server.dataset(project, "it's new");
      for (String id : IDS) {
        server.insert("dataset", old, row(id, "old", "2026-01-01"));
        server.insert("dataset", fresh, row(id, "new", "2026-02-01"));
      }
      SyncDatasetsOptions options = TestSession.options(SyncDatasetsOptions.class, server);
      options.setProject("p");
      options.setDatasets(List.of("old", "it's new"));
      options.setApply(true);

      assertThat(new SyncDatasets().run(options, TestSession.in(folder)), is(ExitCode.DONE));

      Map<String, RawJson> rows = server.rows("dataset", old);
      assertThat(rows.keySet(), equalTo(Set.copyOf(IDS)));
      rows.values()
          .forEach(row -> assertThat(row.field("expected"), equalTo(RawJson.of("\"new\""))));
    }
  }

  private static String row(String id, String expected, String created) {
    RawJson quoted = JsonMerge.string(id);
    return "{\"id\":%s,\"input\":%s,\"expected\":\"%s\",\"created\":\"%sT00:00:00Z\"}"
        .formatted(quoted, quoted, expected, created);
  }
}
