package org.braintrustbeam.io.braintrust;

import static org.braintrustbeam.io.braintrust.FakeService.answering;
import static org.braintrustbeam.io.braintrust.FakeService.body;
import static org.braintrustbeam.io.braintrust.FakeService.ok;
import static org.braintrustbeam.io.braintrust.FakeService.status;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mockwebserver3.MockResponse;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.PCollection;
import org.braintrustbeam.io.row.ChangeBasis;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowAt;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.io.row.RowVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(TestPipelineExtension.class)
class BraintrustIOTest {

  private static ObjectSnapshot dataset(String id, long count, ReadMode mode) {
    return new ObjectSnapshot(ObjectType.DATASET, id, "7", count, mode);
  }

  private static List<RowVersion> rows(String datasetId, int size) {
    return IntStream.range(0, size)
        .mapToObj(
            i ->
                new RowVersion(
                    new RowKey(datasetId, "r" + i), 7, false, RawJson.of(FakeDataset.row(i))))
        .toList();
  }

  private static long counter(PipelineResult result, String namespace, String name) {
    MetricsFilter filter =
        MetricsFilter.builder().addNameFilter(MetricNameFilter.named(namespace, name)).build();
    return StreamSupport.stream(
            result.metrics().queryMetrics(filter).getCounters().spliterator(), false)
        .mapToLong(counter -> counter.getAttempted())
        .sum();
  }

  @Test
  void readsSeveralObjectsInRanges(TestPipeline pipeline) {
    FakeDataset fake = new FakeDataset(3_500, true, 1_000);
    try (FakeService service = new FakeService(fake::answer)) {
      LiveCounts.reset();
      WithFailures.Result<PCollection<RowVersion>, Reject> read =
          pipeline.apply(
              "Read",
              BraintrustIO.read()
                  .from(
                      List.of(
                          dataset("a", 3_500, ReadMode.QUERY), dataset("b", 3_500, ReadMode.QUERY)))
                  .withConnection(service.registered(ReadMode.QUERY))
                  .withColumns(List.of("expected"))
                  .withFilter("expected IS NOT NULL"));
      List<RowVersion> all = new ArrayList<>(rows("a", 3_500));
      all.addAll(rows("b", 3_500));
      PAssert.that(read.output()).containsInAnyOrder(all);
      PAssert.that(read.failures()).empty();

      PipelineResult result = pipeline.run();

      assertThat(counter(result, "braintrust.read", "rows_read"), equalTo(7_000L));
      assertThat(
          counter(result, "braintrust.read", "requests_sent"),
          equalTo((long) service.requests.size()));
      assertThat(LiveCounts.rowsRead(), equalTo(7_000L));
      assertThat(service.requests.size(), lessThanOrEqualTo(2 * (1 + 1 + 2 * 2 + 1)));
      assertThat(
          body(service.requests.get(0)),
          allOf(
              containsString("SELECT id, _xact_id, _pagination_key, expected FROM dataset('"),
              containsString(
                  "WHERE (expected IS NOT NULL) ORDER BY _pagination_key ASC LIMIT 1000"),
              containsString("\"version\":\"7\"")));
    }
  }

  @Test
  void readsAnObjectInSeveralBundlesByWhereItsRowsLie(TestPipeline pipeline) {
    FakeDataset fake = new FakeDataset(4_050, true, 1_000);
    List<KeyPart> parts =
        IntStream.range(0, 81)
            .mapToObj(i -> new KeyPart(FakeDataset.key(50 * i), FakeDataset.key(50 * i + 49), 50))
            .toList();
    ObjectSnapshot object =
        new ObjectSnapshot(ObjectType.DATASET, "a", "7", 4_050, ReadMode.QUERY, null, parts);
    try (FakeService service = new FakeService(fake::answer)) {
      PAssert.that(
              pipeline
                  .apply(
                      BraintrustIO.read()
                          .from(object)
                          .withPageRows(50)
                          .withConnection(service.registered(ReadMode.QUERY)))
                  .output())
          .containsInAnyOrder(rows("a", 4_050));

      pipeline.run();

      assertThat(ReadTask.of(object, 50), hasSize(3));
      assertThat(service.requests.size(), lessThanOrEqualTo(81 + 6));
    }
  }

  @Test
  void cutsAnObjectOfUnknownSize(TestPipeline pipeline) {
    FakeDataset fake = new FakeDataset(2_500, true, 1_000);
    try (FakeService service = new FakeService(fake::answer)) {
      PAssert.that(
              pipeline
                  .apply(
                      BraintrustIO.read()
                          .from(dataset("a", -1, ReadMode.QUERY))
                          .withConnection(service.registered(ReadMode.QUERY)))
                  .output())
          .containsInAnyOrder(rows("a", 2_500));

      pipeline.run();

      assertThat(
          service.requests.stream()
              .filter(request -> body(request).contains("DESC LIMIT 1"))
              .toList(),
          hasSize(1));
    }
  }

  @Test
  void readsSmallerPagesWhereLargeOnesFail(TestPipeline pipeline) {
    FakeDataset fake = new FakeDataset(300, true, 70);
    try (FakeService service = new FakeService(fake::answer)) {
      PAssert.that(
              pipeline
                  .apply(
                      BraintrustIO.read()
                          .from(dataset("a", 300, ReadMode.QUERY))
                          .withConnection(service.registered(ReadMode.QUERY)))
                  .output())
          .containsInAnyOrder(rows("a", 300));

      pipeline.run();
    }
  }

  @Test
  void fetchesWhereThereIsNoSql(TestPipeline pipeline) {
    FakeDataset fake = new FakeDataset(900, false, 1_000);
    try (FakeService service = new FakeService(fake::answer)) {
      PAssert.that(
              pipeline
                  .apply(
                      BraintrustIO.read()
                          .from(
                              List.of(
                                  dataset("a", 900, ReadMode.QUERY),
                                  dataset("b", 900, ReadMode.FETCH)))
                          .withConnection(service.registered(ReadMode.QUERY)))
                  .output())
          .satisfies(
              rows -> {
                assertThat(
                    StreamSupport.stream(rows.spliterator(), false).toList(), hasSize(1_800));
                return null;
              });

      pipeline.run();
    }
  }

  @Test
  void fetchesWhereRowsHaveNoKeyToPageBy(TestPipeline pipeline) {
    FakeDataset fake = new FakeDataset(900, true, 1_000);
    try (FakeService service =
        new FakeService(
            request ->
                request.getUrl().encodedPath().endsWith("/fetch")
                    ? fake.answer(request)
                    : ok("{\"data\":[{\"id\":\"r0\",\"_xact_id\":\"7\"}],\"cursor\":\"c\"}"))) {
      PAssert.that(
              pipeline
                  .apply(
                      BraintrustIO.read()
                          .from(dataset("a", 900, ReadMode.QUERY))
                          .withConnection(service.registered(ReadMode.QUERY)))
                  .output())
          .containsInAnyOrder(rows("a", 900));

      pipeline.run();
    }
  }

  @Test
  void asksForAsManyRowsAPageAsItIsTold(TestPipeline pipeline) {
    FakeDataset fake = new FakeDataset(30, true, 10);
    try (FakeService service = new FakeService(fake::answer)) {
      PAssert.that(
              pipeline
                  .apply(
                      BraintrustIO.read()
                          .from(dataset("a", 30, ReadMode.QUERY))
                          .withPageRows(10)
                          .withConnection(service.registered(ReadMode.QUERY)))
                  .output())
          .containsInAnyOrder(rows("a", 30));

      pipeline.run();

      assertThat(service.requests, hasSize(4));
    }
    assertThrows(IllegalArgumentException.class, () -> BraintrustIO.read().withPageRows(1_001));
  }

  @Test
  void keepsTheNewestVersionAndReportsBadRows(TestPipeline pipeline) {
    String page =
        "{\"events\":[{\"id\":\"r\",\"_xact_id\":\"8\",\"expected\":1},"
            + "{\"id\":\"r\",\"_xact_id\":\"7\"},{\"id\":\"gone\",\"_xact_id\":\"5\"},"
            + "{\"id\":\"gone\",\"_xact_id\":\"6\",\"_object_delete\":true},{\"x\":1}]}";
    try (FakeService service = answering(ok(page))) {
      WithFailures.Result<PCollection<RowVersion>, Reject> read =
          pipeline.apply(
              BraintrustIO.read()
                  .from(dataset("a", -1, ReadMode.FETCH))
                  .withConnection(service.registered(ReadMode.FETCH)));
      PAssert.that(read.output())
          .containsInAnyOrder(
              new RowVersion(
                  new RowKey("a", "r"),
                  8,
                  false,
                  RawJson.of("{\"id\":\"r\",\"_xact_id\":\"8\",\"expected\":1}")));
      PAssert.that(read.failures())
          .containsInAnyOrder(
              new Reject(
                  "ReadRows",
                  Reject.Reason.MALFORMED,
                  "the row has no string 'id'",
                  new RowKey("a", ""),
                  RawJson.of("{\"x\":1}")));

      pipeline.run();
    }
  }

  @Test
  void aFaultThatStaysEndsTheRun(TestPipeline pipeline) {
    try (FakeService service = answering(status(500, "{\"Message\":\"broken\"}"))) {
      WithFailures.Result<PCollection<RowVersion>, Reject> unused =
          pipeline.apply(
              BraintrustIO.read()
                  .from(dataset("a", -1, ReadMode.QUERY))
                  .withConnection(service.registered(ReadMode.QUERY)));

      Pipeline.PipelineExecutionException e =
          assertThrows(Pipeline.PipelineExecutionException.class, pipeline::run);

      assertThat(String.valueOf(e.getMessage()), containsString("answered 500: broken"));
    }
  }

  @Test
  void asksAgainForAPageThatMayLackTheNewestWrites(TestPipeline pipeline) {
    FakeDataset fake = new FakeDataset(3, true, 1_000);
    AtomicInteger stale = new AtomicInteger(2);
    try (FakeService service =
        new FakeService(
            request ->
                stale.getAndDecrement() > 0
                    ? ok("{\"data\":[],\"realtime_state\":{\"type\":\"exhausted_timeout\"}}")
                    : fake.answer(request))) {
      PAssert.that(
              pipeline
                  .apply(
                      BraintrustIO.read()
                          .from(dataset("a", 3, ReadMode.QUERY))
                          .withConnection(service.registered(ReadMode.QUERY)))
                  .output())
          .containsInAnyOrder(rows("a", 3));

      pipeline.run();
    }
  }

  @ParameterizedTest
  @EnumSource(ReadMode.class)
  void anObjectThatHasRowsAndYieldsNoneEndsTheRun(ReadMode mode, TestPipeline pipeline) {
    try (FakeService service = answering(ok("{\"data\":[]}"))) {
      WithFailures.Result<PCollection<RowVersion>, Reject> unused =
          pipeline.apply(
              BraintrustIO.read()
                  .from(dataset("a", 3, mode))
                  .withConnection(service.registered(mode)));

      Pipeline.PipelineExecutionException e =
          assertThrows(Pipeline.PipelineExecutionException.class, pipeline::run);

      assertThat(
          String.valueOf(e.getMessage()), containsString("read no row of dataset a, which has 3"));
    }
  }

  @Test
  void aFilterMayLeaveNoRows(TestPipeline pipeline) {
    try (FakeService service = answering(ok("{\"data\":[]}"))) {
      PAssert.that(
              pipeline
                  .apply(
                      BraintrustIO.read()
                          .from(dataset("a", 3, ReadMode.QUERY))
                          .withFilter("is_root = true")
                          .withConnection(service.registered(ReadMode.QUERY)))
                  .output())
          .empty();

      pipeline.run();
    }
  }

  /** Without SQL all rows would come, and a condition of the user's could not be applied again. */
  @ParameterizedTest
  @EnumSource(ReadMode.class)
  void aFilterThatCannotBeSentEndsTheRunIfRowsAreNotWantedWithout(
      ReadMode mode, TestPipeline pipeline) {
    FakeDataset fake = new FakeDataset(3, false, 1_000);
    try (FakeService service = new FakeService(fake::answer)) {
      WithFailures.Result<PCollection<RowVersion>, Reject> unused =
          pipeline.apply(
              BraintrustIO.read()
                  .from(dataset("a", 3, mode))
                  .withFilter("x = 1")
                  .withSqlOnly()
                  .withConnection(service.registered(mode)));

      Pipeline.PipelineExecutionException e =
          assertThrows(Pipeline.PipelineExecutionException.class, pipeline::run);

      assertThat(String.valueOf(e.getMessage()), containsString("cannot choose rows of dataset a"));
      assertThat(
          service.requests.stream()
              .filter(asked -> asked.getUrl().encodedPath().endsWith("/fetch"))
              .toList(),
          hasSize(0));
    }
  }

  private static List<RowAt> wanted(String datasetId, String version, int size) {
    return IntStream.range(0, size)
        .mapToObj(i -> new RowAt(new RowKey(datasetId, "r" + i), version))
        .toList();
  }

  @Test
  void looksUpAHundredIdsAQuery(TestPipeline pipeline) {
    FakeDataset fake = new FakeDataset(250, true, 1_000);
    try (FakeService service = new FakeService(fake::answer)) {
      List<RowAt> wanted = new ArrayList<>(wanted("a", "7", 250));
      wanted.addAll(wanted("a", "7", 250));
      wanted.addAll(wanted("b", "7", 50));
      PCollection<RowVersion> found =
          pipeline
              .apply(Create.of(wanted))
              .apply(
                  BraintrustIO.lookUp()
                      .withConnection(service.registered(ReadMode.QUERY))
                      .withColumns(List.of("expected")));
      List<RowVersion> all = new ArrayList<>(rows("a", 250));
      all.addAll(rows("b", 50));
      PAssert.that(found).containsInAnyOrder(all);

      pipeline.run();

      assertThat(service.requests, hasSize(4));
    }
  }

  @Test
  void whatIsNotFoundDoesNotComeOut(TestPipeline pipeline) {
    FakeDataset fake = new FakeDataset(3, true, 1_000);
    try (FakeService service = new FakeService(fake::answer)) {
      PAssert.that(
              pipeline
                  .apply(Create.of(wanted("a", "7", 5)))
                  .apply(BraintrustIO.lookUp().withConnection(service.registered(ReadMode.QUERY))))
          .containsInAnyOrder(rows("a", 3));

      pipeline.run();
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "QUERY|{\"id\":\"r1\"}|row 'r1' of dataset a cannot be read: row 'r1' has no '_xact_id'",
        "QUERY|{\"x\":1}|a row of dataset a cannot be read: the row has no string 'id'",
        "QUERY|5|a row of dataset a cannot be read: the row is no JSON object",
        "FETCH|{\"id\":\"r1\"}|row 'r1' of dataset a cannot be read: row 'r1' has no '_xact_id'"
      },
      delimiter = '|')
  void aRowThatCannotBeReadIsNotTakenForOneThatIsNotThere(
      ReadMode mode, String row, String message, TestPipeline pipeline) {
    try (FakeService service = answering(ok("{\"data\":[" + row + "]}"))) {
      PCollection<RowVersion> unused =
          pipeline
              .apply(Create.of(wanted("a", "7", 2)))
              .apply(BraintrustIO.lookUp().withConnection(service.registered(mode)));

      Pipeline.PipelineExecutionException e =
          assertThrows(Pipeline.PipelineExecutionException.class, pipeline::run);

      assertThat(String.valueOf(e.getMessage()), containsString(message));
    }
  }

  @Test
  void aRowThatCannotBeReadAndIsNotAskedForDoesNotMatter(TestPipeline pipeline) {
    String rows = "{\"id\":\"other\"},5," + FakeDataset.row(1);
    try (FakeService service = answering(ok("{\"data\":[" + rows + "]}"))) {
      PAssert.that(
              pipeline
                  .apply(Create.of(wanted("a", "7", 2)))
                  .apply(BraintrustIO.lookUp().withConnection(service.registered(ReadMode.FETCH))))
          .containsInAnyOrder(rows("a", 2).get(1));

      pipeline.run();
    }
  }

  @Test
  void looksUpByReadingTheDatasetWhereThereIsNoSql(TestPipeline pipeline) {
    FakeDataset fake = new FakeDataset(900, false, 1_000);
    try (FakeService service = new FakeService(fake::answer)) {
      PAssert.that(
              pipeline
                  .apply(Create.of(wanted("a", "7", 250)))
                  .apply(BraintrustIO.lookUp().withConnection(service.registered(ReadMode.QUERY))))
          .containsInAnyOrder(rows("a", 250));

      pipeline.run();
    }
  }

  private static RowChange change(String dataset, String row) {
    RowKey key = new RowKey(dataset, row);
    FieldChange field =
        new FieldChange("expected", RawJson.NULL, RawJson.of("\"x\""), FieldChange.Mode.REPLACE);
    return new RowChange(key, key, RawJson.NULL, List.of(field), RowChange.Reason.CORRECTED, 7);
  }

  @Test
  void writesChangesAndReportsTheRefusedOne(TestPipeline pipeline) {
    try (FakeService service =
        new FakeService(
            request ->
                body(request).contains("SELECT")
                    ? versions(7, "r1", "r2", "bad")
                    : body(request).contains("\"bad\"")
                        ? status(400, "{\"Message\":\"bad row [user_email=me@b.example]\"}")
                        : ok("{}"))) {
      LiveCounts.reset();
      UpsertRows.Written written =
          pipeline
              .apply(
                  Create.of(
                      change("a", "r1"), change("a", "bad"), change("a", "r2"), change("b", "r1")))
              .apply(
                  "Upsert",
                  BraintrustIO.upsertRows().withConnection(service.registered(ReadMode.QUERY)));
      PAssert.that(written.written())
          .containsInAnyOrder(new RowKey("a", "r1"), new RowKey("a", "r2"), new RowKey("b", "r1"));
      PAssert.that(written.rejected())
          .containsInAnyOrder(
              new Reject(
                  "UpsertRows",
                  Reject.Reason.REFUSED,
                  "bad row",
                  new RowKey("a", "bad"),
                  RawJson.of(
                      "{\"id\":\"bad\",\"expected\":\"x\",\"_is_merge\":true,"
                          + "\"_merge_paths\":[[\"expected\"]]}"),
                  new ChangeBasis(
                      change("a", "bad").source(), change("a", "bad").basedOnXactId())));

      PipelineResult result = pipeline.run();

      assertThat(counter(result, "braintrust.write", "rows_written"), equalTo(3L));
      assertThat(counter(result, "braintrust.write", "rows_refused"), equalTo(1L));
      assertThat(
          counter(result, "braintrust.write", "requests_sent"),
          equalTo((long) service.requests.size()));
      assertThat(LiveCounts.rowsWritten(), equalTo(3L));
    }
  }

  private static MockResponse versions(int xactId, String... ids) {
    return ok(
        Stream.of(ids)
            .map(id -> "{\"id\":\"%s\",\"_xact_id\":\"%d\"}".formatted(id, xactId))
            .collect(Collectors.joining(",", "{\"data\":[", "]}")));
  }

  @Test
  void writesOnlyWhatHasNotMovedAndLooksOnce(TestPipeline pipeline) {
    List<String> answers = new CopyOnWriteArrayList<>(List.of("first attempt fails"));
    try (FakeService service =
        new FakeService(
            request ->
                body(request).contains("SELECT")
                    ? versions(7, "r1")
                    : answers.isEmpty() ? ok("{}") : status(500, answers.remove(0)))) {
      UpsertRows.Written written =
          pipeline
              .apply(Create.of(change("a", "r1"), change("a", "gone")))
              .apply(BraintrustIO.upsertRows().withConnection(service.registered(ReadMode.QUERY)));
      PAssert.that(written.written()).containsInAnyOrder(new RowKey("a", "r1"));
      PAssert.that(written.rejected())
          .satisfies(
              rejects -> {
                Reject reject = rejects.iterator().next();
                assertThat(reject.key(), equalTo(new RowKey("a", "gone")));
                assertThat(reject.reason(), equalTo(Reject.Reason.CHANGED_MEANWHILE));
                return null;
              });

      pipeline.run();

      assertThat(service.requests, hasSize(3));
      assertThat(
          body(service.requests.get(0)),
          containsString("SELECT id, _xact_id, _pagination_key FROM dataset('a') WHERE (id IN ('"));
    }
  }

  @Test
  void looksAtAHundredVersionsAQuery(TestPipeline pipeline) {
    FakeDataset fake = new FakeDataset(250, true, 1_000);
    try (FakeService service =
        new FakeService(
            request -> body(request).contains("SELECT") ? fake.answer(request) : ok("{}"))) {
      List<RowChange> changes =
          IntStream.range(0, 250).mapToObj(i -> change("a", "r" + i)).toList();
      UpsertRows.Written written =
          pipeline
              .apply(Create.of(changes))
              .apply(BraintrustIO.upsertRows().withConnection(service.registered(ReadMode.QUERY)));
      PAssert.that(written.rejected()).empty();

      pipeline.run();

      assertThat(service.requests, hasSize(4));
    }
  }

  @Test
  void writesWithoutALookWhereThereIsNoSql(TestPipeline pipeline) {
    try (FakeService service =
        new FakeService(
            request -> body(request).contains("SELECT") ? status(404, "{}") : ok("{}"))) {
      UpsertRows.Written written =
          pipeline
              .apply(Create.of(change("a", "r1")))
              .apply(BraintrustIO.upsertRows().withConnection(service.registered(ReadMode.QUERY)));
      PAssert.that(written.written()).containsInAnyOrder(new RowKey("a", "r1"));

      pipeline.run();

      assertThat(service.requests, hasSize(2));
    }
  }

  @Test
  void writesWithoutALookWhereRowsAreFetched(TestPipeline pipeline) {
    try (FakeService service = answering(ok("{}"))) {
      UpsertRows.Written written =
          pipeline
              .apply(Create.of(change("a", "r1")))
              .apply(BraintrustIO.upsertRows().withConnection(service.registered(ReadMode.FETCH)));
      PAssert.that(written.written()).containsInAnyOrder(new RowKey("a", "r1"));

      pipeline.run();

      assertThat(service.requests, hasSize(1));
    }
  }

  @Test
  void aRefusedKeyEndsAWrite(TestPipeline pipeline) {
    try (FakeService service = answering(status(401, ""))) {
      UpsertRows.Written unused =
          pipeline
              .apply(Create.of(change("a", "r1")))
              .apply(BraintrustIO.upsertRows().withConnection(service.registered(ReadMode.QUERY)));

      Pipeline.PipelineExecutionException e =
          assertThrows(Pipeline.PipelineExecutionException.class, pipeline::run);

      assertThat(String.valueOf(e.getMessage()), containsString("refused (401)"));
    }
  }

  @Test
  void looksUpTracesAHundredAQueryAndEachOnce(TestPipeline pipeline) {
    FakeDataset fake = new FakeDataset(300, true, 1_000);
    try (FakeService service = new FakeService(fake::answer)) {
      List<String> roots =
          IntStream.range(0, 500).mapToObj(i -> "r" + i % 250).collect(Collectors.toList());
      PAssert.that(
              pipeline
                  .apply(Create.of(roots))
                  .apply(
                      BraintrustIO.lookUpTraces("a")
                          .withConnection(service.registered(ReadMode.QUERY))
                          .withColumns(List.of("expected"))
                          .withFilter("x = 1 OR y = 2")))
          .containsInAnyOrder(rows("a", 250));

      pipeline.run();

      List<String> firstPages =
          service.requests.stream()
              .map(FakeService::body)
              .filter(query -> !query.contains("_pagination_key >"))
              .toList();
      assertThat(firstPages, hasSize(3));
      assertThat(
          firstPages.get(0),
          allOf(
              containsString("expected FROM project_logs('a'"),
              containsString("root_span_id IN ('"),
              containsString(") AND (x = 1 OR y = 2)")));
    }
  }

  @Test
  void tracesCannotBeLookedUpWithoutSql(TestPipeline pipeline) {
    FakeDataset fake = new FakeDataset(3, false, 1_000);
    try (FakeService service = new FakeService(fake::answer)) {
      PCollection<RowVersion> unused =
          pipeline
              .apply(Create.of("r1"))
              .apply(
                  BraintrustIO.lookUpTraces("a")
                      .withConnection(service.registered(ReadMode.QUERY)));

      Pipeline.PipelineExecutionException e =
          assertThrows(Pipeline.PipelineExecutionException.class, pipeline::run);

      assertThat(String.valueOf(e.getMessage()), containsString("no such route"));
    }
  }
}
