package org.braintrustbeam.pipelines.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.UpsertRows;
import org.braintrustbeam.io.files.WriteOrderedRows;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.FieldChange.Mode;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same bundle of changes, sent twice: what runners do when a worker dies. */
class RepeatedWritesIT {
  @TempDir private Path folder;

  private final LocalBraintrust server = new LocalBraintrust();
  private final List<RowChange> changes = new ArrayList<>();
  private String gold = "";
  private ConnectionSettings connection;
  private Folders folders;

  @BeforeEach
  void start() throws IOException {
    gold = server.dataset(server.project("p"), "gold");
    connection = Connections.of(TestSession.options(BraintrustOptions.class, server));
    folders = new Folders(folder.toString());
    for (String id : List.of("a", "b", "c")) {
      server.insert("dataset", gold, row(id, "{\"n\":1,\"old\":true}", "{\"keep\":1}"));
      changes.add(change(id, Long.parseUnsignedLong(server.version("dataset", gold, id))));
    }
    changes.add(change("added", 0));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String row(String id, String expected, String metadata) {
    return "{\"id\":\"%s\",\"input\":\"q\",\"expected\":%s,\"metadata\":%s}"
        .formatted(id, expected, metadata);
  }

  private RowChange change(String id, long version) {
    RowKey key = new RowKey(gold, id);
    return new RowChange(
        key,
        key,
        RawJson.NULL,
        List.of(
            new FieldChange("expected", RawJson.NULL, RawJson.of("{\"n\": 1.0}"), Mode.REPLACE),
            new FieldChange("metadata", RawJson.NULL, RawJson.of("{\"m\":2}"), Mode.MERGE)),
        RowChange.Reason.CORRECTED,
        version);
  }

  /** Sends the bundle; the ids that were rejected. */
  private List<String> send() throws IOException {
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    UpsertRows.Written written =
        pipeline.apply(Create.of(changes)).apply(Writes.of(connection, folders));
    DeadLetters.with(List.of(written.rejected()), PCollectionTuple.empty(pipeline))
        .apply(WriteOrderedRows.to(folders.shared()));
    pipeline.run().waitUntilFinish();
    List<String> rejected = new ArrayList<>();
    DeadLetters.forEach(
        new Folders(folder.toString()),
        line -> rejected.add(line.field("row_id").text() + " " + line.field("reason").text()));
    folders = new Folders(folder.toString());
    return rejected;
  }

  private List<String> written() throws IOException {
    List<String> ids = new ArrayList<>();
    folders.forEachWritten(row -> ids.add(row.field("id").text()));
    return ids;
  }

  private String valueOf(String id) {
    RawJson row = server.rows("dataset", gold).getOrDefault(id, RawJson.NULL);
    return new String(row.field("expected").bytes(), UTF_8) + row.field("metadata");
  }

  @Test
  void ourOwnWritesAreNoConflicts() throws IOException {
    assertThat(send(), empty());
    String version = server.version("dataset", gold, "a");

    assertThat(send(), empty());

    assertThat(written(), contains("a", "added", "b", "c"));
    assertThat(server.version("dataset", gold, "a"), equalTo(version));
    assertThat(valueOf("a"), equalTo("{\"n\": 1.0}{\"keep\":1,\"m\":2}"));
  }

  @Test
  void whatSomebodyElseMadeOfARowStays() throws IOException {
    assertThat(send(), empty());
    server.edit("dataset", gold, "b", "\"expected\":{\"n\":3}");

    assertThat(send(), contains("b CHANGED_MEANWHILE"));

    assertThat(valueOf("b"), equalTo("{\"n\":3}{\"keep\":1,\"m\":2}"));
  }

  @Test
  void aRowThatOnlyResemblesTheChangeIsNotOurs() throws IOException {
    server.insert("dataset", gold, row("a", "{\"n\":1,\"more\":0}", "{\"keep\":1,\"m\":2}"));
    server.insert("dataset", gold, row("c", "{\"n\":1}", "{\"keep\":1,\"m\":3}"));
    server.insert("dataset", gold, row("added", "{\"n\":\"1\"}", "{\"m\":2}"));

    assertThat(
        send(), contains("a CHANGED_MEANWHILE", "added CHANGED_MEANWHILE", "c CHANGED_MEANWHILE"));

    assertThat(written(), contains("b"));
  }

  /** It cannot be told from our own, and the row is as the run wants it. */
  @Test
  void theSameChangeBySomebodyElseCountsAsWritten() throws IOException {
    server.insert("dataset", gold, row("a", "{\"n\":1}", "{\"own\":true,\"m\":2.0}"));
    String version = server.version("dataset", gold, "a");

    assertThat(send(), empty());

    assertThat(written(), contains("a", "added", "b", "c"));
    assertThat(server.version("dataset", gold, "a"), equalTo(version));
  }
}
