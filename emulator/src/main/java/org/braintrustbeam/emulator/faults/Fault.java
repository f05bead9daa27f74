package org.braintrustbeam.emulator.faults;

import java.io.IOException;
import java.util.List;

/** One kind of trouble. Called by many threads at once. */
@FunctionalInterface
interface Fault {
  /**
   * Answers a call: by itself, or by what {@code service} answers to this call or another one.
   *
   * <p>A fault that changes nothing returns the very answer that it got; that is how the report
   * tells calls that were disturbed from others.
   */
  Answer on(Call call, Service service) throws IOException;

  /** What the fault has noticed of the client; shown in the report. */
  default List<String> notes() {
    return List.of();
  }

  /** What is behind a fault: the next one, at last the server's routes. */
  @FunctionalInterface
  interface Service {
    Answer answer(Call call) throws IOException;
  }
}
