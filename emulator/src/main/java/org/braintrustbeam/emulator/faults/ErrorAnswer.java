package org.braintrustbeam.emulator.faults;

import java.util.Map;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;

/** Errors that have nothing to do with the call: it is not even looked at. */
final class ErrorAnswer implements Fault {
  private final Answer answer;

  private ErrorAnswer(Answer answer) {
    this.answer = answer;
  }

  /** Names no budget, unlike {@link RateBudget}: so do gateways in front of the service. */
  static Fault tooMany(FaultSpec spec, Chance chance, Surroundings surroundings) {
    return new ErrorAnswer(
        retryLater(spec, Answer.error(429, "TooManyRequestsError", "Too many requests")));
  }

  /** In the words of the LLM proxy under load. */
  static Fault unauthorized(FaultSpec spec, Chance chance, Surroundings surroundings) {
    return new ErrorAnswer(Answer.error(401, "UnauthorizedError", "invalid x-api-key"));
  }

  /** What a data plane says to an organisation of another one. */
  static Fault otherPlane(FaultSpec spec, Chance chance, Surroundings surroundings) {
    String url = spec.text("url", "https://api-eu.braintrust.dev");
    byte[] body =
        new RawObject()
            .put("Code", Json.string("DataPlaneRedirectError"))
            .put(
                "Message",
                Json.string(
                    "This organization's data is on another data plane. Please direct your"
                        + " requests to: "
                        + url))
            .put("RedirectUrl", Json.string(url))
            .toBytes();
    return new ErrorAnswer(Answer.of(421, Map.of("Content-Type", "application/json"), body));
  }

  /**
   * With the header {@code Retry-After}, as the spec says: seconds or a date; without by default.
   */
  static Answer retryLater(FaultSpec spec, Answer answer) {
    String when = spec.textOrNull("retry-after");
    return when == null ? answer : answer.withHeader("Retry-After", when);
  }

  @Override
  public Answer on(Call call, Service service) {
    return answer;
  }
}
