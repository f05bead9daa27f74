package org.braintrustbeam.emulator.faults;

import java.io.IOException;

/** The call is served, a write is applied; then the connection is reset before the answer. */
final class LostAnswer implements Fault {
  static Fault of(FaultSpec spec, Chance chance, Surroundings surroundings) {
    return new LostAnswer();
  }

  @Override
  public Answer on(Call call, Service service) throws IOException {
    return service.answer(call).with(Delivery.NONE);
  }
}
