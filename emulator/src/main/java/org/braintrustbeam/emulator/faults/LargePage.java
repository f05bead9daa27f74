package org.braintrustbeam.emulator.faults;

import java.io.IOException;

/** A page of more rows than the server can put together in its time. */
final class LargePage implements Fault {
  private final long rows;
  private final Answer failure;

  private LargePage(long rows, Answer failure) {
    this.rows = rows;
    this.failure = failure;
  }

  static Fault of(FaultSpec spec, Chance chance, Surroundings surroundings) {
    return new LargePage(
        spec.whole("rows", 250, 1), ServerError.answer(ServerError.status(spec, "status", 504)));
  }

  @Override
  public Answer on(Call call, Service service) throws IOException {
    Answer answer = service.answer(call);
    return answer.isSuccess() && Page.of(answer).rows().size() > rows ? failure : answer;
  }
}
