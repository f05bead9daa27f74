package org.braintrustbeam.emulator.faults;

import jakarta.servlet.Servlet;
import java.time.Duration;

/** For faults that are looked at and never played. */
final class NoSurroundings implements Surroundings {
  @Override
  public String open(Servlet servlet) {
    throw new IllegalStateException("no server");
  }

  @Override
  public void goDown(Duration time) {
    throw new IllegalStateException("no server");
  }
}
