package org.braintrustbeam.emulator.faults;

import java.util.List;

/** The server, or what stands before it, fails: 500, 503 or 504, before the call did anything. */
final class ServerError implements Fault {
  private static final List<Integer> STATUSES = List.of(500, 503, 504);

  private final List<Answer> answers;
  private final Chance chance;

  private ServerError(List<Answer> answers, Chance chance) {
    this.answers = answers;
    this.chance = chance;
  }

  static Fault of(FaultSpec spec, Chance chance, Surroundings surroundings) {
    int one = status(spec, "status", 0);
    List<Answer> answers =
        (one == 0 ? STATUSES : List.of(one))
            .stream().map(status -> ErrorAnswer.retryLater(spec, answer(status))).toList();
    return new ServerError(answers, chance);
  }

  /** A status of the server's own failure. */
  static int status(FaultSpec spec, String name, int otherwise) {
    long status = spec.whole(name, otherwise, 0);
    if (status != otherwise && (status < 500 || status > 599)) {
      throw spec.wrong("'" + name + "' must be 500 to 599, got " + status);
    }
    return Math.toIntExact(status);
  }

  /** An error in the service's form. */
  static Answer answer(int status) {
    return switch (status) {
      case 503 -> Answer.error(status, "ServiceUnavailableError", "Service Unavailable");
      case 504 -> Answer.error(status, "GatewayTimeoutError", "Endpoint request timed out");
      default -> Answer.error(status, "InternalServerError", "Internal Server Error");
    };
  }

  @Override
  public Answer on(Call call, Service service) {
    return answers.get(chance.below(answers.size()));
  }
}
