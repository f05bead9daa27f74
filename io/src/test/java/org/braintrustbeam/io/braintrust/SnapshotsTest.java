package org.braintrustbeam.io.braintrust;

import static org.braintrustbeam.io.braintrust.FakeService.answering;
import static org.braintrustbeam.io.braintrust.FakeService.body;
import static org.braintrustbeam.io.braintrust.FakeService.ok;
import static org.braintrustbeam.io.braintrust.FakeService.status;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotsTest {
  private static final String HEAD =
      "{\"data\":[{\"version\":\"1000197266989907975\",\"count\":3}],"
          + "\"realtime_state\":{\"type\":\"on\"}}";

  private static ObjectSnapshot snapshot(FakeService service) {
    return service.client().snapshot(ObjectType.DATASET, "d-1");
  }

  private static ObjectSnapshot expected(@Nullable String version, long count, ReadMode mode) {
    return new ObjectSnapshot(ObjectType.DATASET, "d-1", version, count, mode);
  }

  @Test
  void pinsVersionAndCountInOneRequest() {
    try (FakeService service = answering(ok(HEAD))) {
      assertThat(snapshot(service), equalTo(expected("1000197266989907975", 3, ReadMode.QUERY)));

      assertThat(service.requests, hasSize(1));
      assertThat(
          body(service.requests.get(0)),
          equalTo(
              "{\"query\":\"SELECT max(_xact_id) AS version, count(1) AS count,"
                  + " min(_pagination_key) AS first, max(_pagination_key) AS last"
                  + " FROM dataset('d-1')\",\"fmt\":\"json\",\"brainstore_realtime\":true,"
                  + "\"use_columnstore\":false,\"query_source\":\"braintrust-beam\"}"));
    }
  }

  @Test
  void firstAndLastKeyOfAllMakeOneCountEnough() {
    KeyPart extent = new KeyPart(FakeDataset.key(0), FakeDataset.key(299), 60_000);
    String head =
        "{\"data\":[{\"version\":\"9\",\"count\":60000,\"first\":\"%s\",\"last\":\"%s\"}]}"
            .formatted(extent.first(), extent.last());
    String groups =
        IntStream.range(0, 300)
            .mapToObj(FakeDataset::key)
            .map("{\"count\":200,\"keys\":200,\"first\":\"%1$s\",\"last\":\"%1$s\"}"::formatted)
            .collect(Collectors.joining(",", "{\"data\":[", "]}"));
    try (FakeService service = answering(ok(head), ok(groups))) {
      ObjectSnapshot all = snapshot(service);
      assertThat(all, equalTo(expected("9", 60_000, ReadMode.QUERY).from(extent)));

      assertThat(service.client().located(all).parts(), hasSize(300));

      assertThat(service.requests, hasSize(2));
      assertThat(
          body(service.requests.get(1)),
          containsString(" GROUP BY _pagination_key <= 'p0000700000000"));
    }
  }

  @Test
  void asksForVersionAndCountAloneWhereKeysAreRefused() {
    try (FakeService service = answering(status(400, "no min of keys"), ok(HEAD))) {
      assertThat(snapshot(service), equalTo(expected("1000197266989907975", 3, ReadMode.QUERY)));

      assertThat(
          body(service.requests.get(1)),
          containsString(
              "SELECT max(_xact_id) AS version, count(1) AS count FROM dataset('d-1')\""));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "null,null",
    "'\"a\"','\"b\"'",
    "'\"p00000000000000000002\"','\"p00000000000000000001\"'"
  })
  void keysThatAreNoneAreLeftOut(String first, String last) {
    String head =
        "{\"data\":[{\"version\":\"9\",\"count\":60,\"first\":%s,\"last\":%s}]}"
            .formatted(first, last);
    try (FakeService service = answering(ok(head))) {
      assertThat(snapshot(service), equalTo(expected("9", 60, ReadMode.QUERY)));
    }
  }

  @Test
  void pinsToATransactionThatCountsADeletionToo() {
    try (FakeService service =
        answering(
            ok(
                "{\"data\":[{\"version\":\"999\",\"count\":3}],\"realtime_state\":{\"type\":\"on\","
                    + "\"actual_xact_id\":\"1001\"},\"freshness_state\":{"
                    + "\"last_processed_xact_id\":\"1000\"}}"))) {
      assertThat(snapshot(service).version(), equalTo("1001"));
    }
  }

  @Test
  void countsTheRowsOfAFilterWhereTheObjectIsLarge() {
    ObjectSnapshot large = expected("9", 50_000, ReadMode.QUERY);
    String group =
        "{\"data\":[{\"count\":70,\"keys\":\"70\",\"first\":\"%s\",\"last\":\"%s\"}]}"
            .formatted(FakeDataset.key(3), FakeDataset.key(80));
    try (FakeService service = answering(ok(group))) {
      ObjectSnapshot roots = service.client().filtered(large, List.of("is_root = true")).get(0);

      assertThat(roots.rowCount(), equalTo(70L));
      assertThat(
          roots.parts(),
          equalTo(List.of(new KeyPart(FakeDataset.key(3), FakeDataset.key(80), 70))));
      assertThat(service.requests, hasSize(1));
      assertThat(
          body(service.requests.get(0)),
          containsString(
              "SELECT count(1) AS count, count(_pagination_key) AS keys, min(_pagination_key) AS"
                  + " first, max(_pagination_key) AS last FROM dataset('d-1')"
                  + " WHERE (is_root = true) LIMIT 1000\""));
      assertThat(body(service.requests.get(0)), containsString("\"version\":\"9\""));
    }
    for (ObjectSnapshot other :
        new ObjectSnapshot[] {
          expected("9", 2_000, ReadMode.QUERY),
          expected(null, -1, ReadMode.QUERY),
          expected("9", 50_000, ReadMode.FETCH)
        }) {
      try (FakeService service = answering(ok("{}"))) {
        assertThat(
            service.client().filtered(other, List.of("a", "b")), equalTo(List.of(other, other)));

        assertThat(service.requests, hasSize(0));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":[{\"count\":70}]}",
        "{\"data\":[{\"count\":70,\"keys\":69,\"first\":\"p00000000000000000001\","
            + "\"last\":\"p00000000000000000002\"}]}",
        "{\"data\":[{\"count\":7,\"keys\":7,\"first\":\"a\",\"last\":\"b\"}]}"
      })
  void anAnswerThatDoesNotSayWhereRowsLieLeavesTheSnapshotAsItIs(String answer) {
    ObjectSnapshot large = expected("9", 50_000, ReadMode.QUERY);
    try (FakeService service = answering(ok(answer))) {
      assertThat(service.client().located(large), equalTo(large));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 500, 504})
  void aServiceThatDoesNotCountLeavesTheSnapshotAsItIs(int status) {
    ObjectSnapshot large = expected("9", 50_000, ReadMode.QUERY);
    try (FakeService service = answering(status(status, "{\"Message\":\"no\"}"))) {
      assertThat(service.client().located(large), equalTo(large));

      assertThat(service.requests, hasSize(1));
    }
  }

  @Test
  void takesAVersionThatIsANumberDigitByDigit() {
    try (FakeService service =
        answering(ok("{\"data\":[{\"version\":1000197266989907975,\"count\":3}]}"))) {
      assertThat(snapshot(service).version(), equalTo("1000197266989907975"));
    }
  }

  @Test
  void anEmptyObjectHasNoVersion() {
    for (String data : new String[] {"[]", "[{\"version\":null,\"count\":0}]", "[{\"count\":0}]"}) {
      try (FakeService service = answering(ok("{\"data\":" + data + "}"))) {
        assertThat(snapshot(service), equalTo(expected(null, 0, ReadMode.QUERY)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"400,engine failed to aggregate", "500,engine"})
  void fallsBackToTheNewestRow(int status, String said) {
    try (FakeService service =
        answering(
            status(status, said), status(status, said), ok("{\"data\":[{\"_xact_id\":\"17\"}]}"))) {
      assertThat(snapshot(service), equalTo(expected("17", -1, ReadMode.QUERY)));

      assertThat(body(service.requests.get(2)), containsString("ORDER BY _xact_id DESC LIMIT 1"));
    }
  }

  @Test
  void asksAgainWhileTheNewestWritesAreMissing() {
    String stale = "{\"data\":[],\"realtime_state\":{\"type\":\"exhausted_timeout\"}}";
    try (FakeService service = answering(ok(stale), ok(stale), ok(HEAD))) {
      assertThat(snapshot(service).rowCount(), equalTo(3L));
    }
    try (FakeService service = answering(ok(stale))) {
      BraintrustException e = assertThrows(BraintrustException.class, () -> snapshot(service));

      assertThat(
          e.getMessage(),
          equalTo(
              "the newest writes to dataset d-1 are not readable yet; try again later"
                  + " (after 3 retries)"));
      assertThat(service.requests, hasSize(4));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "404,Not found",
    "405,''",
    "501,''",
    "400,SQL is not supported by this version",
    "400,'Invalid query: parse error at Line: 1, Column: 1'",
    "400,unknown field _pagination_key"
  })
  void aPlaneWithoutSqlIsFetchedAndNotPinned(int status, String said) {
    try (FakeService service = answering(status(status, "{\"Message\":\"" + said + "\"}"))) {
      assertThat(snapshot(service), equalTo(expected(null, -1, ReadMode.FETCH)));
    }
  }

  @Test
  void anAnswerWithoutRowsIsNoEmptyObject() {
    try (FakeService service = answering(ok("{}"))) {
      BraintrustException e = assertThrows(BraintrustException.class, () -> snapshot(service));

      assertThat(e.getMessage(), containsString("is no JSON as expected"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "%.80s…", "Query: '%s' at Line 1"})
  void ourOwnWordsAreNoMissingSql(String echo) {
    String sql = "SELECT * FROM dataset('d-1') ORDER BY _pagination_key ASC LIMIT 1000";
    ObjectSnapshot dataset = expected(null, -1, ReadMode.QUERY);
    String said = "dataset d-1 is being moved. " + echo.formatted(sql);
    try (FakeService service = answering(status(400, "{\"Message\":\"" + said + "\"}"))) {
      ObjectRead read =
          new ObjectRead(
              service.client().api(new Tally()),
              new ReadTask(dataset, List.of(), 0),
              "t",
              Selection.of(List.of()));

      RefusedException e = assertThrows(RefusedException.class, read.work()::run);

      assertThat(SqlSupport.isMissing(e), equalTo(false));
      assertThat(e.getMessage(), containsString("is being moved"));
      assertThat(service.requests, hasSize(1));
    }
  }

  @Test
  void anUnknownObjectIsNoMissingSql() {
    try (FakeService service =
        answering(status(400, "{\"Message\":\"dataset d-1 does not exist\"}"))) {
      BraintrustException e = assertThrows(BraintrustException.class, () -> snapshot(service));

      assertThat(e.getMessage(), containsString("does not exist"));
    }
  }

  @Test
  void fetchTakesTheVersionWhereItCanBeHad() {
    try (FakeService service = answering(ok(HEAD))) {
      ConnectionSettings fetch = FakeService.settings(service.url().uri(), ReadMode.FETCH);
      assertThat(
          BraintrustClient.create(fetch, FakeService.FAST).snapshot(ObjectType.DATASET, "d-1"),
          equalTo(expected("1000197266989907975", 3, ReadMode.FETCH)));
    }
  }

  private static ObjectSnapshot fetchSnapshot(FakeService service) {
    ConnectionSettings fetch = FakeService.settings(service.url().uri(), ReadMode.FETCH);
    return BraintrustClient.create(fetch, FakeService.FAST).snapshot(ObjectType.DATASET, "d-1");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void oneHiccupDoesNotUnpinAFetch(int status) {
    try (FakeService service = answering(status(status, ""), status(status, ""), ok(HEAD))) {
      assertThat(
          fetchSnapshot(service), equalTo(expected("1000197266989907975", 3, ReadMode.FETCH)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 405, 501})
  void aFetchIsNotPinnedWhereThePlaneSaysNo(int status) {
    try (FakeService service = answering(status(status, "{\"Message\":\"no aggregates\"}"))) {
      assertThat(fetchSnapshot(service), equalTo(expected(null, -1, ReadMode.FETCH)));

      assertThat(service.requests, hasSize(1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 429, 500})
  void aFaultThatStaysIsNoReasonToReadUnpinned(int status) {
    try (FakeService service = answering(status(status, ""))) {
      assertThrows(RefusedException.class, () -> fetchSnapshot(service));
    }
  }

  @Test
  void logsHaveNoVersion() {
    try (FakeService service = answering(ok(HEAD))) {
      assertThat(
          service.client().snapshot(ObjectType.PROJECT_LOGS, "p-1"),
          equalTo(new ObjectSnapshot(ObjectType.PROJECT_LOGS, "p-1", null, -1, ReadMode.QUERY)));

      assertThat(service.requests, empty());
    }
  }
}
