package org.braintrustbeam.emulator.faults;

import java.io.IOException;
import org.braintrustbeam.emulator.api.ApiError;

/** A request of more bytes than are taken: 413. */
final class LargeRequest implements Fault {
  private final long bytes;

  private LargeRequest(long bytes) {
    this.bytes = bytes;
  }

  static Fault of(FaultSpec spec, Chance chance, Surroundings surroundings) {
    return new LargeRequest(spec.whole("bytes", 6 << 20, 1));
  }

  @Override
  public Answer on(Call call, Service service) throws IOException {
    if (call.body().length <= bytes) {
      return service.answer(call);
    }
    ApiError error = ApiError.tooLarge(bytes);
    return Answer.error(error.status(), error.code(), String.valueOf(error.getMessage()));
  }
}
