package org.braintrustbeam.io.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.braintrustbeam.io.http.Pace;
import org.braintrustbeam.io.http.Ticker;

/**
 * Lets requests out: so many at a time in this process, at the pace that the budget allows, and
 * nobody waits in a thread.
 */
final class Gate {
  private final int places;
  private final Pace pace;
  private final Ticker ticker;
  private final Executor threads;
  private final Deque<Runnable> queue = new ArrayDeque<>();
  private int inFlight;
  private boolean narrow;
  private boolean waiting;

  Gate(int places, Pace pace, Ticker ticker, Executor threads) {
    this.places = places;
    this.pace = pace;
    this.ticker = ticker;
    this.threads = threads;
  }

  /** Has it run when its turn comes; it needs one {@link #ended} then. */
  void join(Runnable turn) {
    synchronized (this) {
      queue.addLast(turn);
    }
    letOut();
  }

  /** As {@link #join}, before all others: it has waited once already. */
  void rejoin(Runnable turn) {
    synchronized (this) {
      queue.addFirst(turn);
    }
    letOut();
  }

  /** Takes it out of the queue again, if it is still there. */
  synchronized void forget(Runnable turn) {
    queue.remove(turn);
  }

  /** The request of a turn has ended. */
  void ended() {
    synchronized (this) {
      inFlight--;
      pace.ended();
    }
    letOut();
  }

  /** One at a time from now on. */
  synchronized void narrow() {
    narrow = true;
  }

  /** As many at a time as there are places. */
  void widen() {
    synchronized (this) {
      if (!narrow) {
        return;
      }
      narrow = false;
    }
    letOut();
  }

  private void letOut() {
    next().forEach(Runnable::run);
  }

  private synchronized List<Runnable> next() {
    List<Runnable> out = new ArrayList<>();
    while (inFlight < (narrow ? 1 : places) && !queue.isEmpty()) {
      long wait = pace.leave();
      if (wait > 0) {
        comeBackIn(wait);
        break;
      }
      inFlight++;
      out.add(queue.removeFirst());
    }
    return out;
  }

  private void comeBackIn(long nanos) {
    if (!waiting) {
      waiting = true;
      ticker.after(nanos, this::comeBack, threads);
    }
  }

  private void comeBack() {
    synchronized (this) {
      waiting = false;
    }
    letOut();
  }
}
