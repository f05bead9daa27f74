package org.braintrustbeam.io.braintrust;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.braintrustbeam.io.http.Pace;
import org.braintrustbeam.io.http.Ticker;
import org.braintrustbeam.io.http.Workers;

/** A launcher and its workers share a budget a minute: no minute of the service sees more. */
class SharedBudgetProperties {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long MINUTE = 60 * SECOND;

  private record Event(long at, Runnable happening) {}

  /** Time and the service, all in one thread: what happens next is what is due first. */
  private static final class Simulation implements Ticker {
    private final PriorityQueue<Event> events =
        new PriorityQueue<>(Comparator.comparingLong(Event::at));
    final Random random;
    final long slowest;

    /** When requests came to the service. */
    final List<Long> arrivals = new ArrayList<>();

    private long now;

    Simulation(long seed, Duration slowest) {
      this.random = new Random(seed);
      this.slowest = slowest.toNanos();
    }

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void sleep(long nanos) {
      throw new AssertionError("nobody may block here");
    }

    void in(long nanos, Runnable happening) {
      events.add(new Event(now + nanos, happening));
    }

    void runToTheEnd() {
      while (!events.isEmpty()) {
        Event next = events.remove();
        now = next.at();
        next.happening().run();
      }
    }

    /** Most are quick; one in four takes its time, on one way or the other. */
    long delay() {
      return random.nextInt(4) > 0
          ? random.nextInt((int) (SECOND / 2))
          : (long) (random.nextDouble() * slowest / 2);
    }

    long mostInAMinute() {
      List<Long> times = arrivals.stream().sorted().toList();
      int most = 0;
      int first = 0;
      for (int last = 0; last < times.size(); last++) {
        while (times.get(last) - times.get(first) >= MINUTE) {
          first++;
        }
        most = Math.max(most, last - first + 1);
      }
      return most;
    }

    /** A process with several threads, each with so many requests to send. */
    void process(Pace pace, int threads, int requests, Runnable whenDone) {
      int[] left = {threads};
      for (int i = 0; i < threads; i++) {
        thread(
            pace,
            requests,
            () -> {
              if (--left[0] == 0) {
                whenDone.run();
              }
            });
      }
    }

    private void thread(Pace pace, int requests, Runnable whenDone) {
      if (requests == 0) {
        whenDone.run();
        return;
      }
      long wait = pace.leave();
      if (wait > 0) {
        in(wait + random.nextInt(1_000), () -> thread(pace, requests, whenDone));
        return;
      }
      in(
          delay(),
          () -> {
            arrivals.add(now);
            in(
                delay(),
                () -> {
                  pace.ended();
                  thread(pace, requests - 1, whenDone);
                });
          });
    }
  }

  @Property(tries = 200)
  void alsoNotWhereTheLauncherHandsOverToWorkersAndBack(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 8) int most,
      @ForAll @IntRange(min = 1, max = 90) int budget) {
    int count = Math.min(most, budget); // no more share it
    Simulation simulation = new Simulation(seed, Duration.ofSeconds(5));
    Pace launcher = new Pace(budget, simulation);
    Workers workers = new Workers(count, "folder");
    simulation.process(launcher, 3, 30, () -> startWorkers(simulation, launcher, workers, budget));

    simulation.runToTheEnd();

    assertThat(simulation.arrivals.size(), equalTo(2 * 3 * 30 + count * 4 * 10));
    assertThat(simulation.mostInAMinute(), lessThanOrEqualTo((long) budget));
  }

  private static void startWorkers(
      Simulation simulation, Pace launcher, Workers workers, int budget) {
    int[] left = {workers.count()};
    for (int i = 0; i < workers.count(); i++) {
      simulation.in(
          simulation.delay(),
          () ->
              simulation.process(
                  new Pace(budget, workers, simulation),
                  4,
                  10,
                  () -> {
                    if (--left[0] == 0) {
                      launcher.follow(workers);
                      simulation.process(launcher, 3, 30, () -> {});
                    }
                  }));
    }
  }

  @Property(tries = 200)
  void howeverLongRequestsAreOnTheirWay(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int count,
      @ForAll @IntRange(min = 4, max = 60) int budget) {
    Simulation simulation = new Simulation(seed, Duration.ofMinutes(3));
    for (int i = 0; i < count; i++) {
      Pace pace = new Pace(budget, new Workers(count, "folder"), simulation);
      simulation.process(pace, 8, 20, () -> {});
    }

    simulation.runToTheEnd();

    assertThat(simulation.arrivals.size(), equalTo(count * 8 * 20));
    assertThat(simulation.mostInAMinute(), lessThanOrEqualTo((long) budget));
  }

  @Property(tries = 100)
  void aLimitThatTheServiceNamesIsSharedToo(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int count) {
    Simulation simulation = new Simulation(seed, Duration.ofSeconds(5));
    for (int i = 0; i < count; i++) {
      Pace pace = new Pace(0, new Workers(count, "folder"), simulation);
      pace.learn(20, Duration.ofMinutes(1));
      simulation.process(pace, 4, 5, () -> {});
    }

    simulation.runToTheEnd();

    assertThat(simulation.arrivals.size(), equalTo(count * 4 * 5));
    assertThat(simulation.mostInAMinute(), lessThanOrEqualTo(20L));
  }

  /** A bound alone would be kept by sending nothing. */
  @Example
  void theBudgetIsUsed() {
    Simulation simulation = new Simulation(1, Duration.ofSeconds(1));
    for (int i = 0; i < 4; i++) {
      Pace pace = new Pace(60, new Workers(4, "folder"), simulation);
      simulation.process(pace, 4, 60, () -> {});
    }

    simulation.runToTheEnd();

    long minutes = 16; // 4 x 4 x 60 requests
    assertThat(simulation.mostInAMinute(), greaterThan(56L));
    assertThat(simulation.nanos(), lessThan((minutes + 1) * MINUTE));
  }
}
