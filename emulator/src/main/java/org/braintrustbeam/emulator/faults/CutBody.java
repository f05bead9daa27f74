package org.braintrustbeam.emulator.faults;

import java.io.IOException;

/** The connection is reset in the middle of the answer's body. */
final class CutBody implements Fault {
  private final Chance chance;

  private CutBody(Chance chance) {
    this.chance = chance;
  }

  static Fault of(FaultSpec spec, Chance chance, Surroundings surroundings) {
    return new CutBody(chance);
  }

  @Override
  public Answer on(Call call, Service service) throws IOException {
    Answer answer = service.answer(call);
    if (answer.body().length == 0) {
      return answer;
    }
    int sent = chance.below(answer.body().length);
    return answer.with((body, line) -> breakOff(body, sent, line));
  }

  private static void breakOff(byte[] body, int sent, Delivery.Line line) throws IOException {
    line.out().write(body, 0, sent);
    line.out().flush();
    line.reset();
  }
}
