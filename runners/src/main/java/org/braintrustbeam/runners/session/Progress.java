package org.braintrustbeam.runners.session;

import java.time.Duration;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.braintrustbeam.runners.Console;
import org.braintrustbeam.runners.LauncherFlags;
import org.braintrustbeam.runners.options.Given;
import org.jspecify.annotations.Nullable;

/**
 * Rows done of all, their rate and the time left, on standard error.
 *
 * <p>Counted by the connector, not by the runner: those show metrics late or not at all.
 */
public final class Progress {
  private static final Duration INTERVAL = Duration.ofMillis(250);
  private static final int WIDTH = 79;

  private final Console console;
  private final boolean shown;

  private Progress(Console console, boolean shown) {
    this.console = console;
    this.shown = shown;
  }

  /** Shown or not, as the flags say. */
  public static Progress of(Given given, Console console, boolean terminal) {
    String mode = given.text(LauncherFlags.PROGRESS);
    boolean wanted = "always".equals(mode) || (terminal && !"never".equals(mode));
    return new Progress(console, wanted && !console.quiet());
  }

  Bar start(String what, long expectedRows, Supplier<Counts> counts) {
    return new Bar(shown ? this::draw : null, what, expectedRows, counts);
  }

  private ProgressBar draw(String what, long expected, String unit) {
    return new ProgressBarBuilder()
        .setTaskName(what)
        .setInitialMax(Math.max(expected, -1)) // -1: no end in sight
        .setUnit(unit, 1)
        .showSpeed()
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis((int) INTERVAL.toMillis())
        .setConsumer(new Drawing(console))
        .build();
  }

  /** Makes a bar. */
  private interface Drawer {
    ProgressBar draw(String what, long expected, String unit);
  }

  /** The bar of one pipeline: of its rows, and then, where it asks a model, of its calls. */
  static final class Bar implements AutoCloseable {
    private final @Nullable Drawer drawer;
    private final long expected;
    private final Supplier<Counts> counts;
    private final Counts before;
    private @Nullable ProgressBar bar;
    private long wanted;

    private Bar(@Nullable Drawer drawer, String what, long expected, Supplier<Counts> counts) {
      this.drawer = drawer;
      this.expected = expected;
      this.counts = counts;
      this.before = counts.get();
      this.bar = drawer == null ? null : drawer.draw(what, expected, " rows");
    }

    void update() {
      if (bar == null || drawer == null) {
        return;
      }
      Counts now = counts.get();
      long calls = now.calls().wanted() - before.calls().wanted();
      if (calls > 0) {
        updateCalls(drawer, calls, now);
      } else {
        bar.stepTo(Math.max(bar.getCurrent(), rows(now)));
      }
    }

    private void updateCalls(Drawer draws, long calls, Counts now) {
      ProgressBar current = bar;
      if (wanted == 0 && current != null) {
        current.close();
        current = draws.draw("asking models", calls, " calls");
        bar = current;
      }
      wanted = calls;
      if (current != null) {
        current.maxHint(calls);
        current.setExtraMessage(bought(now) + " bought");
        long done = now.calls().done() - before.calls().done();
        current.stepTo(Math.max(current.getCurrent(), Math.min(done, calls)));
      }
    }

    private long bought(Counts now) {
      return now.calls().bought() - before.calls().bought();
    }

    /** At the end of a run that succeeded. */
    void complete() {
      if (bar != null && (wanted > 0 || expected > 0)) {
        bar.stepTo(wanted > 0 ? wanted : expected); // rows that nobody needed were not read
      }
    }

    /** Older versions of rows are read as well, so there may be more than was announced. */
    private long rows(Counts now) {
      long read = now.read() - before.read();
      long done = read > 0 ? read : now.written() - before.written();
      return expected < 0 ? done : Math.min(done, expected);
    }

    @Override
    public void close() {
      if (bar != null) {
        bar.close();
      }
    }
  }

  /** Draws each state over the one before. */
  private static final class Drawing implements ProgressBarConsumer {
    private final Console console;

    Drawing(Console console) {
      this.console = console;
    }

    @Override
    public int getMaxRenderedLength() {
      return WIDTH;
    }

    @Override
    public void accept(String state) {
      console.draw("\r" + state);
    }

    @Override
    public void close() {
      console.draw("\n");
    }
  }
}
