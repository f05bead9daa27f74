package org.braintrustbeam.emulator.faults;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;

/** A fault that is switched on, with what it has done. */
final class ActiveFault {
  private final FaultSpec spec;
  private final Selection selection;
  private final Fault fault;
  private final AtomicLong struck = new AtomicLong();

  ActiveFault(FaultSpec spec, Selection selection, Fault fault) {
    this.spec = spec;
    this.selection = selection;
    this.fault = fault;
  }

  Answer on(Call call, Fault.Service service) throws IOException {
    if (!selection.matches(call) || !selection.next()) {
      return service.answer(call);
    }
    Passage passage = new Passage(call, service);
    Answer answer = fault.on(call, passage);
    if (passage.disturbed(answer)) {
      struck.incrementAndGet();
    }
    return answer;
  }

  /** Notes what passes, for the count of calls that were disturbed. */
  private static final class Passage implements Fault.Service {
    private final Call call;
    private final Fault.Service service;
    private boolean untouched;

    /** The answer that came from behind. */
    private Object passed = this;

    Passage(Call call, Fault.Service service) {
      this.call = call;
      this.service = service;
    }

    @Override
    public Answer answer(Call asked) throws IOException {
      Answer answer = service.answer(asked);
      untouched = asked == call;
      passed = answer;
      return answer;
    }

    boolean disturbed(Answer answer) {
      return !untouched || passed != answer;
    }
  }

  byte[] report() {
    return new RawObject()
        .put("fault", Json.string(spec.toString()))
        .put("seen", Json.utf8(Long.toString(selection.seen())))
        .put("struck", Json.utf8(Long.toString(struck.get())))
        .toBytes();
  }

  List<String> notes() {
    return fault.notes();
  }

  long struck() {
    return struck.get();
  }
}
