package org.braintrustbeam.io.braintrust;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.braintrustbeam.io.http.DaemonThreads;
import org.braintrustbeam.io.row.ChangeBasis;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.FieldChange.Mode;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritingTest {
  private static final RowKey SOURCE = new RowKey("e", "s");
  private static final ChangeBasis BASIS = new ChangeBasis(SOURCE, 7);

  private static final ExecutorService THREADS = DaemonThreads.pool("test");

  private final List<List<Event>> requests = new CopyOnWriteArrayList<>();

  private static Event event(String id, String json) {
    return new Event(new RowKey("d", id), RawJson.of(json), BASIS);
  }

  private BatchSender.Outcome write(RowStore store, List<Event> events)
      throws InterruptedException {
    return write(store, CurrentVersions.UNKNOWN, events);
  }

  private BatchSender.Outcome write(RowStore store, CurrentVersions versions, List<Event> events)
      throws InterruptedException {
    BatchSender.Outcome all = new BatchSender.Outcome(new ArrayList<>(), new ArrayList<>());
    try (DatasetWrite write =
        new DatasetWrite(
            new BatchSender(store, versions, SecondLook.NONE, WriteRecord.NONE, "d"),
            THREADS,
            3,
            outcome -> {
              all.written().addAll(outcome.written());
              all.refused().addAll(outcome.refused());
            })) {
      for (Event event : events) {
        write.add(event);
      }
      write.finish();
    }
    return all;
  }

  private void take(String datasetId, List<Event> events) {
    requests.add(List.copyOf(events));
  }

  @Test
  void anEventHasItsValuesAsTheyCame() {
    RowKey key = new RowKey("d", "r\"1");
    RowChange change =
        new RowChange(
            key,
            key,
            RawJson.NULL,
            List.of(
                new FieldChange("expected", RawJson.NULL, RawJson.of("1.10"), Mode.REPLACE),
                new FieldChange("input", RawJson.NULL, RawJson.of("{ \"a\":1e0}"), Mode.REPLACE),
                new FieldChange("metadata", RawJson.NULL, RawJson.of("{\"k\":2}"), Mode.MERGE)),
            RowChange.Reason.CORRECTED,
            7);

    assertThat(
        Event.body(List.of(Event.of(change), event("b", "{}"))).toString(),
        equalTo(
            "{\"events\":[{\"id\":\"r\\\"1\",\"expected\":1.10,\"input\":{ \"a\":1e0},"
                + "\"metadata\":{\"k\":2},\"_is_merge\":true,"
                + "\"_merge_paths\":[[\"expected\"],[\"input\"]]},{}]}"));
  }

  @Test
  void aMergeAloneHasNoMergePaths() {
    RowKey key = new RowKey("d", "r");
    FieldChange field = new FieldChange("metadata", RawJson.NULL, RawJson.EMPTY_OBJECT, Mode.MERGE);
    RowChange change =
        new RowChange(key, key, RawJson.NULL, List.of(field), RowChange.Reason.CORRECTED, 7);

    assertThat(
        Event.of(change).json().toString(),
        equalTo("{\"id\":\"r\",\"metadata\":{},\"_is_merge\":true}"));
  }

  @Test
  void batchesAreFullByCount() throws InterruptedException {
    List<Event> events = IntStream.range(0, 2_500).mapToObj(i -> event("r" + i, "{}")).toList();

    BatchSender.Outcome outcome = write(this::take, events);

    assertThat(requests.stream().map(List::size).sorted().toList(), contains(500, 1000, 1000));
    assertThat(outcome.written(), hasSize(2_500));
  }

  @Test
  void batchesAreFullByBytes() throws InterruptedException {
    String large = "\"" + "x".repeat(1_000_000) + "\"";
    List<Event> events = IntStream.range(0, 10).mapToObj(i -> event("r" + i, large)).toList();

    write(this::take, events);

    assertThat(requests, hasSize(4));
    for (List<Event> request : requests) {
      assertThat(Event.body(request).size(), lessThanOrEqualTo(DatasetWrite.MAX_BYTES + 20));
    }
  }

  @Test
  void aRowLargerThanABatchGoesAlone() throws InterruptedException {
    String huge = "\"" + "x".repeat(DatasetWrite.MAX_BYTES + 1) + "\"";

    write(this::take, List.of(event("a", "1"), event("b", huge), event("c", "2")));

    assertThat(requests, hasSize(3));
  }

  @Test
  void anIdIsInNoRequestTwiceAndItsLastValueComesLast() throws InterruptedException {
    List<Event> events = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < 1_500; i += round + 1) {
        events.add(event("r" + i, Integer.toString(round)));
      }
    }

    BatchSender.Outcome outcome = write(this::take, events);

    assertThat(outcome.written(), hasSize(events.size()));
    for (List<Event> request : requests) {
      assertThat(
          new HashSet<>(request.stream().map(Event::key).toList()).size(), equalTo(request.size()));
    }
    List<String> valuesOfRow0 =
        requests.stream()
            .flatMap(List::stream)
            .filter(event -> event.key().rowId().equals("r0"))
            .map(event -> event.json().toString())
            .toList();
    assertThat(valuesOfRow0, contains("0", "1", "2", "3"));
  }

  @Test
  void aRequestThatIsTooLargeIsHalvedUntilItFits() throws InterruptedException {
    RowStore small =
        (dataset, events) -> {
          if (events.size() > 3) {
            throw new RefusedException("too large", 413, "too large");
          }
          take(dataset, events);
        };
    List<Event> events = IntStream.range(0, 10).mapToObj(i -> event("r" + i, "{}")).toList();

    BatchSender.Outcome outcome = write(small, events);

    assertThat(outcome.written(), equalTo(events.stream().map(Event::key).toList()));
  }

  @Test
  void oneRefusedRowComesOutAloneAndTheRestLands() throws InterruptedException {
    List<Integer> sizes = new CopyOnWriteArrayList<>();
    RowStore picky =
        (dataset, events) -> {
          sizes.add(events.size());
          for (Event event : events) {
            if (event.key().rowId().equals("r617")) {
              throw new RefusedException("400", 400, "metadata must be an object");
            }
            if (event.key().rowId().equals("r3")) {
              throw new RefusedException("413", 413, "");
            }
          }
        };
    List<Event> events = IntStream.range(0, 1_000).mapToObj(i -> event("r" + i, "{}")).toList();

    BatchSender.Outcome outcome = write(picky, events);

    assertThat(outcome.written(), hasSize(998));
    assertThat(
        outcome.refused(),
        contains(
            new Reject(
                "UpsertRows",
                Reject.Reason.TOO_LARGE,
                "the service answered 413",
                new RowKey("d", "r3"),
                RawJson.of("{}"),
                BASIS),
            new Reject(
                "UpsertRows",
                Reject.Reason.REFUSED,
                "metadata must be an object",
                new RowKey("d", "r617"),
                RawJson.of("{}"),
                BASIS)));
    assertThat(sizes.size(), lessThan(50));
  }

  private static Event basedOn(String id, String xactId) {
    ChangeBasis basis = new ChangeBasis(SOURCE, Long.parseUnsignedLong(xactId));
    return new Event(new RowKey("d", id), RawJson.of("1"), basis);
  }

  @Test
  void onlyRowsThatAreStillAtTheirVersionAreWritten() throws InterruptedException {
    String high = "18446744073709551615"; // negative as a signed number
    CurrentVersions versions =
        (dataset, ids) -> Map.of("same", 7L, "high", -1L, "moved", -1L, "back", 6L, "appeared", 7L);

    BatchSender.Outcome outcome =
        write(
            this::take,
            versions,
            List.of(
                basedOn("same", "7"),
                basedOn("high", high),
                basedOn("moved", "7"),
                basedOn("back", "7"),
                basedOn("gone", "7"),
                basedOn("appeared", "0"),
                basedOn("new", "0")));

    assertThat(
        outcome.written().stream().map(RowKey::rowId).toList(), contains("same", "high", "new"));
    assertThat(requests, hasSize(1));
    assertThat(requests.get(0), hasSize(3));
    assertThat(
        outcome.refused().stream()
            .map(reject -> reject.key().rowId() + ": " + reject.detail())
            .toList(),
        contains(
            "moved: the row is at version " + high + ", the decision was made at 7",
            "back: the row is at version 6, the decision was made at 7",
            "gone: the row was deleted after the decision to change it",
            "appeared: a row with this id has appeared after the decision to add it"));
    assertThat(
        outcome.refused().get(0),
        equalTo(
            new Reject(
                "UpsertRows",
                Reject.Reason.CHANGED_MEANWHILE,
                outcome.refused().get(0).detail(),
                new RowKey("d", "moved"),
                RawJson.of("1"),
                new ChangeBasis(SOURCE, 7))));
  }

  /** Keeps what it is told as text. */
  private static final class Notes implements WriteRecord {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public String begin(List<RowKey> rows) {
      lines.add("begin " + ids(rows));
      return "1";
    }

    @Override
    public void end(String request, List<RowKey> written) {
      lines.add("end " + request + " " + ids(written));
    }

    @Override
    public void add(List<RowKey> written) {
      lines.add("add " + ids(written));
    }

    private static List<String> ids(List<RowKey> rows) {
      return rows.stream().map(RowKey::rowId).toList();
    }
  }

  @Test
  void aRowThatHasMovedAndSaysWhatWasToBeWrittenIsWritten() {
    Notes notes = new Notes();
    List<List<String>> looked = new ArrayList<>();
    SecondLook look =
        (dataset, moved) -> {
          looked.add(moved.stream().map(reject -> reject.key().rowId()).toList());
          return Set.of("ours");
        };
    BatchSender sender =
        new BatchSender(
            this::take, (dataset, ids) -> Map.of("ours", 8L, "theirs", 9L), look, notes, "d");

    BatchSender.Outcome outcome =
        sender.send(List.of(event("ours", "1"), event("theirs", "1"), basedOn("new", "0")));

    assertThat(outcome.written().stream().map(RowKey::rowId).toList(), contains("new", "ours"));
    assertThat(
        outcome.refused().stream().map(reject -> reject.key().rowId()).toList(),
        contains("theirs"));
    assertThat(looked, contains(List.of("ours", "theirs")));
    assertThat(notes.lines, contains("begin [new]", "end 1 [new]", "add [ours]"));
    assertThat(requests, hasSize(1));
  }

  @Test
  void whatIsWrittenIsOnRecordAlsoWhenTheRestOfTheBatchFails() {
    Notes notes = new Notes();
    RowStore store =
        (dataset, events) -> {
          if (events.size() > 1) {
            throw new RefusedException("413", 413, "too large");
          }
          if (events.get(0).key().rowId().equals("b")) {
            throw new BraintrustException("gone");
          }
        };
    BatchSender sender =
        new BatchSender(store, CurrentVersions.UNKNOWN, SecondLook.NONE, notes, "d");

    assertThrows(
        BraintrustException.class, () -> sender.send(List.of(event("a", "1"), event("b", "1"))));

    assertThat(notes.lines, contains("begin [a, b]", "add [a]"));
  }

  @Test
  void aBatchOfWhichEveryRowHasMovedIsNotSent() throws InterruptedException {
    assertThat(write(this::take, (dataset, ids) -> Map.of(), events(9)).refused(), hasSize(9));
    assertThat(requests, hasSize(0));
  }

  @Test
  void whatWeWroteOurselvesHasNotMoved() throws InterruptedException {
    List<Set<String>> asked = new CopyOnWriteArrayList<>();
    CurrentVersions versions =
        (dataset, ids) -> {
          asked.add(ids);
          return requests.isEmpty() ? Map.of("a", 7L) : Map.of("a", 8L);
        };

    BatchSender.Outcome outcome =
        write(
            this::take,
            versions,
            List.of(event("a", "1"), event("b", "1"), event("a", "2"), event("b", "2")));

    assertThat(requests, hasSize(2));
    assertThat(
        outcome.refused().stream().map(reject -> reject.row().toString()).toList(),
        contains("1", "2"));
    assertThat(asked, contains(Set.of("a", "b"), Set.of("b")));
  }

  private static List<Event> events(int number) {
    return IntStream.range(0, number).mapToObj(i -> event("r" + i, "{}")).toList();
  }

  private RowStore refusing(Predicate<Event> bad, Function<Event, String> message) {
    return (dataset, events) -> {
      requests.add(List.copyOf(events));
      for (Event event : events) {
        if (bad.test(event)) {
          throw new RefusedException("422", 422, message.apply(event));
        }
      }
    };
  }

  private static int number(Event event) {
    return Integer.parseInt(event.key().rowId().substring(1));
  }

  @Test
  void rowsThatAreAllRefusedAlikeEndTheWriteSoon() {
    RowStore closed = refusing(event -> true, event -> "the dataset is read-only");

    BraintrustException e =
        assertThrows(BraintrustException.class, () -> write(closed, events(1_000)));

    assertThat(e.getMessage(), containsString("dataset d takes no row"));
    assertThat(e.getMessage(), containsString("the dataset is read-only"));
    assertThat(requests, hasSize(6));
  }

  @Test
  void aFewRowsThatAreAllRefusedAlikeComeOut() throws InterruptedException {
    RowStore closed = refusing(event -> true, event -> "metadata must be an object");

    assertThat(write(closed, events(7)).refused(), hasSize(7));
  }

  @Test
  void rowsThatAreAllRefusedForReasonsOfTheirOwnComeOut() throws InterruptedException {
    RowStore picky = refusing(event -> true, event -> "bad " + event.key().rowId());

    BatchSender.Outcome outcome = write(picky, events(100));

    assertThat(outcome.written(), hasSize(0));
    assertThat(new HashSet<>(outcome.refused().stream().map(Reject::key).toList()), hasSize(100));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 249, 998, 999})
  void badRowsThatAreNeighboursAreNoReasonToStop(int first) throws InterruptedException {
    RowStore picky =
        refusing(
            event -> number(event) >= first && number(event) < first + 300,
            event -> "metadata must be an object");

    BatchSender.Outcome outcome = write(picky, events(1_000));

    int bad = Math.min(1_000, first + 300) - first;
    assertThat(new HashSet<>(outcome.written()), hasSize(1_000 - bad));
    assertThat(outcome.written(), hasSize(1_000 - bad));
    assertThat(outcome.refused(), hasSize(bad));
  }

  @Test
  void aFaultThatPassesIsNotBlamedOnRows() {
    RowStore faulty =
        (dataset, events) -> {
          requests.add(events);
          throw new RefusedException("400", 400, "memory access out of bounds", true);
        };

    assertThrows(RefusedException.class, () -> write(faulty, List.of(event("a", "{}"))));
    assertThat(requests, hasSize(1));
  }

  @Test
  void aMissingPermissionEndsTheWrite() {
    RowStore closed =
        (dataset, events) -> {
          throw new RefusedException("no permission", 403, "");
        };

    assertThrows(
        RefusedException.class, () -> write(closed, List.of(event("a", "{}"), event("b", "{}"))));
  }
}
