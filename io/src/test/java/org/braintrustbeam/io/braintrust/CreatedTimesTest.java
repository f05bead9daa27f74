package org.braintrustbeam.io.braintrust;

import static org.braintrustbeam.io.braintrust.FakeService.answering;
import static org.braintrustbeam.io.braintrust.FakeService.body;
import static org.braintrustbeam.io.braintrust.FakeService.ok;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.Test;

class CreatedTimesTest {
  private static final Pattern BORDER = Pattern.compile("created [<>] '([^']*)'");
  private static final Pattern LIMIT = Pattern.compile("LIMIT (\\d+)$");

  /** Spans that were created one after the other. */
  private record Spans(int count) {
    List<String> oldestFirst() {
      return IntStream.range(0, count).mapToObj("2026-06-01T00:00:00.%06dZ"::formatted).toList();
    }

    List<String> newestFirst() {
      List<String> times = new ArrayList<>(oldestFirst());
      Collections.reverse(times);
      return times;
    }

    MockResponse answer(RecordedRequest request) {
      String sql = String.valueOf(RawJson.of(body(request)).field("query").text());
      List<String> all = sql.contains("DESC") ? newestFirst() : oldestFirst();
      Matcher border = BORDER.matcher(sql);
      List<String> left = border.find() ? behind(all, border.group(1)) : all;
      Matcher limit = LIMIT.matcher(sql);
      int rows = limit.find() ? Integer.parseInt(limit.group(1)) : 0;
      List<String> page =
          left.stream().limit(rows).map(time -> "{\"created\":\"" + time + "\"}").toList();
      return ok("{\"data\":[" + String.join(",", page) + "]}");
    }

    private static List<String> behind(List<String> all, String time) {
      return all.subList(all.indexOf(time) + 1, all.size());
    }
  }

  @Test
  void asksForAsManyAsAreWantedPageByPage() {
    Spans spans = new Spans(2_500);
    try (FakeService service = new FakeService(spans::answer)) {
      List<String> times = service.client().createdTimes("p", "a = 1 OR b = 2", true, 1_500);

      assertThat(times, is(spans.newestFirst().subList(0, 1_500)));
      assertThat(service.requests, hasSize(2));
      assertThat(
          body(service.requests.get(0)),
          containsString("WHERE (a = 1 OR b = 2) ORDER BY created DESC LIMIT 1000"));
    }
  }

  @Test
  void endsWithTheLastSpan() {
    Spans spans = new Spans(1_200);
    try (FakeService service = new FakeService(spans::answer)) {
      assertThat(service.client().createdTimes("p", "a = 1", true, 5_000), is(spans.newestFirst()));
      assertThat(service.requests, hasSize(2));
    }
  }

  @Test
  void findsTheOldest() {
    Spans spans = new Spans(30);
    try (FakeService service = new FakeService(spans::answer)) {
      assertThat(
          service.client().createdTimes("p", "a = 1", false, 1),
          is(spans.oldestFirst().subList(0, 1)));
    }
  }

  @Test
  void aSpanWithoutATimeEndsTheRun() {
    try (FakeService service = answering(ok("{\"data\":[{\"created\":null}]}"))) {
      BraintrustException e =
          assertThrows(
              BraintrustException.class,
              () -> service.client().createdTimes("p", "a = 1", true, 5));

      assertThat(e.getMessage(), containsString("a span of project_logs p has no 'created'"));
    }
  }
}
