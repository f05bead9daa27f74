package org.braintrustbeam.io.braintrust;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.io.http.Pace;
import org.braintrustbeam.io.http.RetryAfter;
import org.braintrustbeam.io.http.Ticker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private interface Happening {
    void happen() throws InterruptedException;
  }

  /** Time that passes only when somebody sleeps; close to the point where it overflows. */
  private static final class FakeTicker implements Ticker {
    private Happening happening = () -> {};
    private boolean again;
    private long now = Long.MAX_VALUE - 5 * SECOND;

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
      Happening next = happening;
      if (!again) {
        happening = () -> {};
      }
      next.happen();
      now += nanos;
    }

    /** Has something happen while somebody begins to sleep for the next time. */
    void whenSleeping(Happening next) {
      happening = next;
      again = false;
    }

    /** As {@link #whenSleeping}, each time. */
    void alwaysWhenSleeping(Happening next) {
      happening = next;
      again = true;
    }

    void pass(Duration time) {
      now += time.toNanos();
    }
  }

  private final FakeTicker ticker = new FakeTicker();

  /** Of a request that is answered at once. */
  private static void leave(Pace pace) throws InterruptedException {
    pace.await();
    pace.ended();
  }

  @Test
  void aClosureHoldsEverybodyUntilItsEnd() throws InterruptedException {
    Pace pace = new Pace(0, ticker);
    long start = ticker.nanos();
    pace.closeFor(Duration.ofSeconds(30));
    pace.closeFor(Duration.ofSeconds(10));

    leave(pace);
    leave(pace);

    assertThat(ticker.nanos() - start, equalTo(30 * SECOND));
  }

  @Test
  void aClosureWhileOneWaitsForItsSlotHoldsThatOneToo() throws InterruptedException {
    Pace pace = new Pace(60, ticker);
    long start = ticker.nanos();
    leave(pace);
    ticker.whenSleeping(() -> pace.closeFor(Duration.ofSeconds(30)));

    leave(pace);
    long second = ticker.nanos() - start;
    leave(pace);

    assertThat(second, equalTo(30 * SECOND));
    assertThat(ticker.nanos() - start, equalTo(31 * SECOND));
  }

  @Test
  void whatPilesUpBehindAClosureLeavesOneByOne() throws InterruptedException {
    Pace pace = new Pace(60, ticker);
    leave(pace);
    List<Long> times = new ArrayList<>();
    ticker.whenSleeping(
        () -> {
          pace.closeFor(Duration.ofSeconds(30));
          for (int i = 0; i < 5; i++) { // others, who come and wait while it is closed
            leave(pace);
            times.add(ticker.nanos());
          }
        });

    leave(pace);
    times.add(ticker.nanos());

    for (int i = 1; i < times.size(); i++) {
      assertThat(times.get(i) - times.get(i - 1), greaterThanOrEqualTo(SECOND));
    }
  }

  @Test
  void aServiceThatNeverLetsAnybodyInEndsTheWait() {
    Pace pace = new Pace(0, ticker);
    pace.closeFor(Duration.ofMinutes(5));
    ticker.alwaysWhenSleeping(() -> pace.closeFor(Duration.ofMinutes(10)));

    assertThrows(IllegalStateException.class, pace::await);
  }

  @Test
  void noMinuteSeesMoreRequestsThanTheBudget() throws InterruptedException {
    Pace pace = new Pace(20, ticker);
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      if (i % 7 == 0) {
        ticker.pass(Duration.ofMillis(i * 137L));
      }
      leave(pace);
      times.add(ticker.nanos());
    }

    for (int i = 20; i < times.size(); i++) {
      assertThat(times.get(i) - times.get(i - 20), greaterThanOrEqualTo(60 * SECOND));
    }
  }

  @Test
  void noBudgetIsNoWait() throws InterruptedException {
    Pace pace = new Pace(0, ticker);
    long start = ticker.nanos();
    for (int i = 0; i < 100; i++) {
      leave(pace);
    }

    assertThat(ticker.nanos() - start, equalTo(0L));
  }

  @Test
  void aLimitThatTheServiceNamesIsKeptForAWhile() throws InterruptedException {
    Pace pace = new Pace(0, ticker);
    long start = ticker.nanos();
    pace.learn(20, Duration.ofMinutes(1));

    for (int i = 0; i < 21; i++) {
      leave(pace);
    }
    long learned = ticker.nanos() - start;
    ticker.pass(Duration.ofMinutes(10));
    long later = ticker.nanos();
    for (int i = 0; i < 100; i++) {
      leave(pace);
    }

    assertThat(learned, equalTo(60 * SECOND));
    assertThat(ticker.nanos(), equalTo(later));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "7,7000",
    "' 2 ',2000",
    "0.5,500",
    "999999999,300000",
    "'Mon, 01 Jun 2026 12:00:09 GMT',9000",
    "'Mon, 01 Jun 2026 11:00:00 GMT',0",
    "'Fri, 01 Jun 2035 11:00:00 GMT',300000"
  })
  void retryAfterIsSecondsOrADate(String header, long millis) {
    Instant now = Instant.parse("2026-06-01T12:00:00Z");

    assertThat(RetryAfter.parse(header, now), equalTo(Duration.ofMillis(millis)));
  }

  @ParameterizedTest
  @CsvSource({"soon", "-1", "''", "1e3", "99999999999999999999"})
  void aRetryAfterOfAnotherFormIsNone(String header) {
    assertThat(RetryAfter.parse(header, Instant.EPOCH), nullValue());
  }

  @Test
  void pagesAreHalvedDownToTheFloorAndGrowAgain() {
    PageSize size = new PageSize(PageSize.MAX);
    List<Integer> asked = new ArrayList<>();
    Integer served =
        size.ask(
            rows -> {
              asked.add(rows);
              if (rows > 31) {
                throw new RefusedException("too much", 504, "");
              }
              return rows;
            });
    assertThat(asked, equalTo(List.of(1000, 500, 250, 125, 62, 31)));
    assertThat(served, equalTo(31));

    for (int i = 0; i < 100; i++) {
      served = size.ask(rows -> rows);
    }

    assertThat(served, lessThanOrEqualTo(1000));
    assertThat(served, equalTo(1000));
  }

  @Test
  void aBodyThatIsVeryLargeHalvesTheNextPages() {
    PageSize size = new PageSize(PageSize.MAX);
    List<Integer> asked = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      asked.add(
          size.ask(
              rows -> {
                size.saw(rows, rows * 100_000);
                return rows;
              }));
    }

    assertThat(asked, equalTo(List.of(1000, 500, 250, 250)));
  }

  @Test
  void noBodyMakesPagesSmallerThanTheFloor() {
    PageSize size = new PageSize(40);
    for (int i = 0; i < 4; i++) {
      size.saw(40, PageSize.MAX_BYTES + 1);
    }

    assertThat(size.ask(rows -> rows), equalTo(25));
  }
}
