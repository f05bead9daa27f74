package org.braintrustbeam.io.braintrust;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import java.net.URI;
import java.time.Duration;
import okhttp3.HttpUrl;
import org.braintrustbeam.io.braintrust.HttpCall.Lane;
import org.braintrustbeam.io.braintrust.HttpCall.Patience;
import org.braintrustbeam.io.http.Pace;
import org.braintrustbeam.io.http.Ticker;
import org.braintrustbeam.io.http.Timing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
  private static final HttpCall CALL =
      new HttpCall(HttpUrl.get("http://localhost:1/x"), null, Lane.READ, "", Patience.FULL);
  private static final Timing TIMING =
      new Timing(Ticker.SYSTEM, Duration.ofSeconds(2), Duration.ofSeconds(60));

  private static long waitMillis(String retryAfter, int attempt) {
    Verdict verdict =
        new Verdict(
            FakeService.settings(URI.create("http://localhost:1"), ReadMode.QUERY),
            TIMING,
            new Pace(0, Ticker.SYSTEM));
    return verdict
        .on(CALL, new HttpReply(429, null, retryAfter, new byte[0]), attempt)
        .waitMillis();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.001", "Mon, 01 Jan 2024 12:00:00 GMT"})
  void aWaitOfNothingIsNoLeaveToComeBackAtOnce(String retryAfter) {
    assertThat(waitMillis(retryAfter, 1), greaterThanOrEqualTo(1_000L)); // 2 s, half of it jitter
    assertThat(waitMillis(retryAfter, 4), greaterThanOrEqualTo(8_000L));
  }

  @Test
  void aLongerWaitIsKept() {
    assertThat(waitMillis("120", 1), equalTo(120_000L));
  }
}
