package org.braintrustbeam.emulator.faults;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** The body comes in small pieces over some time. */
final class SlowDrip implements Fault {
  private static final int PIECES = 20;

  private final long pauseNanos;

  private SlowDrip(double seconds) {
    this.pauseNanos = (long) (seconds * TimeUnit.SECONDS.toNanos(1) / PIECES);
  }

  static Fault of(FaultSpec spec, Chance chance, Surroundings surroundings) {
    return new SlowDrip(spec.positive("seconds", 2));
  }

  @Override
  public Answer on(Call call, Service service) throws IOException {
    return service.answer(call).with(this::send);
  }

  private void send(byte[] body, Delivery.Line line) throws IOException {
    int piece = body.length / PIECES + 1;
    for (int start = 0; start < body.length; start += piece) {
      line.out().write(body, start, Math.min(piece, body.length - start));
      line.out().flush();
      pause();
    }
  }

  private void pause() throws InterruptedIOException {
    try {
      TimeUnit.NANOSECONDS.sleep(pauseNanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server was stopped");
    }
  }
}
