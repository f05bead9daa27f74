package org.braintrustbeam.emulator.faults;

import jakarta.servlet.Servlet;
import java.time.Duration;

/** What faults need of the server that they are played in. */
public interface Surroundings {
  /**
   * Starts a server on a port of its own, once; its address, like {@code http://127.0.0.1:8401}.
   */
  String open(Servlet servlet);

  /** Closes the port with all its connections, and opens it again after a time. */
  void goDown(Duration time);
}
