package org.braintrustbeam.emulator.faults;

import java.io.IOException;
import java.util.Arrays;

/** A body that ends too early though HTTP says it is whole. */
final class TruncatedJson implements Fault {
  private final Chance chance;

  private TruncatedJson(Chance chance) {
    this.chance = chance;
  }

  static Fault of(FaultSpec spec, Chance chance, Surroundings surroundings) {
    return new TruncatedJson(chance);
  }

  @Override
  public Answer on(Call call, Service service) throws IOException {
    Answer answer = service.answer(call);
    int length = answer.body().length;
    return length == 0
        ? answer
        : answer.withBody(Arrays.copyOf(answer.body(), chance.below(length)));
  }
}
