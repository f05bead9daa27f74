package org.braintrustbeam.emulator.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import org.braintrustbeam.emulator.api.ApiError;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Ids, keys and cursors have the layout of the real service's. */
class LayoutTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  @Test
  void aTransactionIdHoldsItsSecondAndItsCounter() {
    assertThat(XactId.floor(NOON) + 7, equalTo(1000197266989907975L));
    assertThat(XactId.instant(1000197266989907975L), equalTo(NOON));
    assertThat(XactId.counter(1000197266989907975L), is(7));
  }

  @Test
  void aPaginationKeyHoldsSecondCounterAndPlace() {
    long key = PaginationKey.of(1000197266989907975L, 3);

    assertThat(key, equalTo((NOON.getEpochSecond() << 32) | (7 << 16) | 3));
    assertThat(PaginationKey.parse(PaginationKey.format(key)), equalTo(key));
    assertThat(PaginationKey.parse("p1"), nullValue());
  }

  @Test
  void aCursorIsTheKeyInBase64() {
    assertThat(PaginationKey.format(7646395560572157952L), equalTo("p07646395560572157952"));
    assertThat(Cursors.ofKey(7646395560572157952L), equalTo("ah10QAAHAAA"));
    assertThat(Cursors.key("ah10QAAHAAA"), equalTo(7646395560572157952L));
  }

  @Test
  void aCursorOfVersionsIsReadBack() {
    VersionKey version = new VersionKey(7646395560572157952L, 1000197266989907975L);

    assertThat(Cursors.version(Cursors.ofVersion(version)), equalTo(version));
    Assertions.assertThrows(ApiError.class, () -> Cursors.key(Cursors.ofVersion(version)));
    Assertions.assertThrows(ApiError.class, () -> Cursors.version("ah10QAAHAAA"));
    Assertions.assertThrows(ApiError.class, () -> Cursors.key("a b"));
  }

  @Test
  void theClockNeverRepeatsAnId() {
    TransactionClock clock = new TransactionClock(0);
    long first = clock.next(NOON, 1);
    long second = clock.next(NOON, 200_000);
    long third = clock.next(NOON.minusSeconds(5), 1);

    assertThat(second, equalTo(first + 1));
    assertThat("the keys of 200,000 rows reach into four counters", third, equalTo(second + 4));
  }
}
