package org.braintrustbeam.io.braintrust;

import static org.braintrustbeam.io.braintrust.FakeService.ok;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EarlierExperimentsTest {
  private static final int PAGE = 1_000;

  private static String experiment(String id, String created, boolean deleted) {
    return "{\"id\":\"%s\",\"name\":\"n-%s\",\"project_id\":\"p\",\"created\":\"%s\",\"deleted_at\":%s}"
        .formatted(id, id, created, deleted ? "\"2026-06-30T00:00:00Z\"" : "null");
  }

  private static String experiment(String id, String created) {
    return experiment(id, created, false);
  }

  /** Serves the list in pages, in the order given. */
  private static MockResponse answer(RecordedRequest request, List<String> all) {
    String path = request.getUrl().encodedPath();
    if (!path.equals("/v1/experiment")) {
      String id = path.substring(path.lastIndexOf('/') + 1);
      return ok(
          all.stream()
              .filter(one -> one.contains("\"id\":\"" + id + '"'))
              .findFirst()
              .orElseThrow());
    }
    String after = request.getUrl().queryParameter("starting_after");
    int start =
        after == null
            ? 0
            : 1
                + IntStream.range(0, all.size())
                    .filter(i -> all.get(i).contains("\"id\":\"" + after + '"'))
                    .findFirst()
                    .orElseThrow();
    List<String> page = all.subList(start, Math.min(all.size(), start + PAGE));
    return ok("{\"objects\":[" + String.join(",", page) + "]}");
  }

  private static @Nullable String before(String id, List<String> all) {
    try (FakeService service = new FakeService(request -> answer(request, all))) {
      NamedObject found =
          service
              .client()
              .experimentBefore(new NamedObject(ObjectType.EXPERIMENT, id, "n-" + id, "p"));
      return found == null ? null : found.id();
    }
  }

  @Test
  void takesTheNewestThatIsOlderByInstantAndNotByText() {
    List<String> all =
        List.of(
            experiment("younger", "2026-06-03T00:00:00Z"),
            experiment("itself", "2026-06-02T00:00:00.000Z"),
            experiment("abroad", "2026-06-02T01:30:00+02:00"),
            experiment("older", "2026-06-01T23:00:00Z"),
            experiment("deleted", "2026-06-01T23:59:00Z", true));

    assertThat(before("itself", all), is("abroad"));
    assertThat(before("older", all), nullValue());
  }

  @Test
  void takesTheLowerIdOfEqualAge() {
    List<String> all =
        Stream.of("b", "a", "c").map(id -> experiment(id, "2026-06-02T00:00:00Z")).toList();

    assertThat(before("c", all), is("b"));
    assertThat(before("a", all), nullValue());
  }

  @Test
  void looksThroughAllPagesWhateverTheirOrder() {
    List<String> all =
        Stream.concat(
                IntStream.range(0, PAGE + 3)
                    .mapToObj(i -> experiment("old" + i, "2026-01-01T00:00:00Z")),
                Stream.of(
                    experiment("wanted", "2026-02-01T00:00:00Z"),
                    experiment("itself", "2026-03-01T00:00:00Z")))
            .toList();

    assertThat(before("itself", all), is("wanted"));
  }

  @Test
  void endsWhereAListDoesNotGoOn() {
    List<String> page =
        IntStream.range(0, PAGE)
            .mapToObj(i -> experiment("e" + i, "2026-01-01T00:00:00Z"))
            .toList();
    String list = "{\"objects\":[" + String.join(",", page) + "]}";
    try (FakeService service =
        new FakeService(
            request ->
                ok(request.getUrl().encodedPath().equals("/v1/experiment") ? list : page.get(0)))) {
      NamedObject itself = new NamedObject(ObjectType.EXPERIMENT, "e0", "n", "p");

      BraintrustException ended =
          assertThrows(BraintrustException.class, () -> service.client().experimentBefore(itself));
      assertThat(ended.getMessage(), containsString("does not go on after e999"));
    }
  }
}
