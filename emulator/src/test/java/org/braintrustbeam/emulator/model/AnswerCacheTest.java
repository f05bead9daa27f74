package org.braintrustbeam.emulator.model;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.time.Clock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {
  private static final int MEBIBYTE = 1 << 20;

  private final AnswerCache cache = new AnswerCache(Clock.systemUTC());

  @Test
  void longAnswersPushOutThoseThatWereNotAskedForTheLongestTime() {
    put("asked for", 1);
    put("forgotten", 1);
    IntStream.range(0, 40)
        .forEach(
            i -> {
              put("long " + i, MEBIBYTE);
              assertThat(cache.get("asked for"), notNullValue());
            });

    assertThat(cache.get("forgotten"), nullValue());
    assertThat(cache.get("long 0"), nullValue());
    assertThat(cache.get("long 39"), notNullValue());
  }

  @Test
  void anAnswerThatIsGivenAgainTakesItsPlaceOnce() {
    IntStream.range(0, 40).forEach(i -> put("again", MEBIBYTE));
    put("other", 1);

    assertThat(cache.get("again"), notNullValue());
  }

  @Test
  void anAnswerLongerThanTheCacheIsNotKept() {
    put("too long", 40 * MEBIBYTE);

    assertThat(cache.get("too long"), nullValue());
  }

  private void put(String request, int length) {
    RawObject answer = new RawObject().put("text", Json.string("x".repeat(length)));
    cache.put(request, answer, Duration.ofDays(1));
  }
}
