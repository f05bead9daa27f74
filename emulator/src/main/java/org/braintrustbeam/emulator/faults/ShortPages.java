package org.braintrustbeam.emulator.faults;

import java.io.IOException;

/** Pages with fewer rows than were asked for, and a cursor for the rest. */
final class ShortPages implements Fault {
  private final Chance chance;

  private ShortPages(Chance chance) {
    this.chance = chance;
  }

  static Fault of(FaultSpec spec, Chance chance, Surroundings surroundings) {
    return new ShortPages(chance);
  }

  @Override
  public Answer on(Call call, Service service) throws IOException {
    return service.answer(new PageRequest(call).changedLimit(this::fewer));
  }

  /** What is no number in range goes to the server as it is, which has words for it. */
  private String fewer(String limit) {
    boolean usual = limit.matches("[1-9]\\d{0,3}");
    return usual ? Integer.toString(1 + chance.below(Integer.parseInt(limit))) : limit;
  }
}
