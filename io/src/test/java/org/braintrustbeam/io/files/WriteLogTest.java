package org.braintrustbeam.io.files;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteLogTest {
  @TempDir private Path path;

  @BeforeAll
  static void register() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  private SharedFolder folder(String kind) throws IOException {
    return SharedFolder.mark(kind.equals("path") ? path + "/[odd] *" : "shelf://log/" + path);
  }

  private static List<OrderedRow> rows(String... ids) {
    return Stream.of(ids).map(id -> new OrderedRow(id, RawJson.of('"' + id + '"'))).toList();
  }

  private static List<String> ids(OrderedRows rows) throws IOException {
    List<String> ids = new ArrayList<>();
    try (rows) {
      rows.forEachRemaining(row -> ids.add(row.order()));
    }
    return ids;
  }

  @ParameterizedTest
  @ValueSource(strings = {"path", "url"})
  void whatAllAttemptsWroteIsThereOnceAndInOrder(String kind) throws IOException {
    SharedFolder folder = folder(kind);
    WriteLog first = new WriteLog(folder);
    first.end(first.begin(rows("b", "a")), rows("b", "a"));
    WriteLog second = new WriteLog(folder);
    second.end(second.begin(rows("c", "b", "refused")), rows("c", "b"));
    second.add(rows("a"));

    assertThat(ids(new WrittenFiles(folder).rows()), contains("a", "b", "c"));
    assertThat(ids(new WrittenFiles(folder).unknown()), empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"path", "url"})
  void aRequestWithoutAnEndIsUnknown(String kind) throws IOException {
    SharedFolder folder = folder(kind);
    WriteLog log = new WriteLog(folder);
    log.begin(rows("d", "c"));
    log.end(log.begin(rows("a", "b")), rows("a"));

    WrittenFiles files = new WrittenFiles(folder);

    assertThat(ids(files.unknown()), contains("c", "d"));
    assertThat(ids(files.rows()), contains("a"));
    files.add(rows("d"));
    assertThat(ids(files.rows()), contains("a", "d"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"path", "url"})
  void aRunThatWroteNothingHasNoRows(String kind) throws IOException {
    WrittenFiles files = new WrittenFiles(folder(kind));

    assertThat(ids(files.rows()), empty());
    assertThat(ids(files.unknown()), empty());
  }
}
