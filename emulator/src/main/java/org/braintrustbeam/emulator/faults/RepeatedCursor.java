package org.braintrustbeam.emulator.faults;

import java.io.IOException;

/** A page that leads back to itself: its cursor is the one it was asked for with. */
final class RepeatedCursor implements Fault {
  static Fault of(FaultSpec spec, Chance chance, Surroundings surroundings) {
    return new RepeatedCursor();
  }

  @Override
  public Answer on(Call call, Service service) throws IOException {
    Answer answer = service.answer(call);
    String cursor = new PageRequest(call).cursor();
    return cursor != null && answer.isSuccess() ? Page.of(answer).withCursor(cursor) : answer;
  }
}
