package org.braintrustbeam.emulator.openapi;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.braintrustbeam.emulator.http.Exchange;
import org.braintrustbeam.emulator.http.ExchangeListener;

/** Collects what the exchanges of all emulators of this process have that is not described. */
public final class ContractListener implements ExchangeListener {
  private static final Optional<Description> DESCRIPTION = Description.find();
  private static final Set<String> UNKNOWN = Collections.synchronizedSet(new TreeSet<>());

  @Override
  public void exchanged(Exchange exchange) {
    DESCRIPTION.ifPresent(
        description ->
            description.deviations(exchange).stream()
                .filter(deviation -> KnownDeviation.find(deviation).isEmpty())
                .forEach(UNKNOWN::add));
  }

  /** What was found since the last call. */
  static Set<String> takeUnknown() {
    synchronized (UNKNOWN) {
      Set<String> taken = new TreeSet<>(UNKNOWN);
      UNKNOWN.clear();
      return taken;
    }
  }
}
