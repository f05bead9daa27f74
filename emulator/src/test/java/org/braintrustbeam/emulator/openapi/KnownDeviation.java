package org.braintrustbeam.emulator.openapi;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is known to differ from the description, and why it stays so.
 *
 * @param pattern of the whole text of a deviation
 */
record KnownDeviation(Pattern pattern, String reason) {
  static final List<KnownDeviation> ALL =
      List.of(
          of(
              "GET /v1/\\w+/\\{\\w+}/fetch parameter cursor: not described",
              "the service takes it all the same, and clients use it"),
          of(
              "POST /v1/dataset/\\{id}/restore(/preview)? is not described",
              "bt and the SDKs call it"),
          of(
              "GET /v1/dataset_snapshot parameter dataset_id: not described",
              "bt and the SDKs send it"),
          of("GET /v1/function parameter function_type: not described", "clients send it"),
          of("GET /v1/proxy/models is not described", "it is the providers' own route"),
          of(
              "POST /v1/\\w+/\\{\\w+}/insert request /events/\\d+/scores/.*: must have a maximum.*",
              "whether the service refuses a score beyond 1 is not known; here it is kept"));

  private static KnownDeviation of(String pattern, String reason) {
    return new KnownDeviation(Pattern.compile(pattern), reason);
  }

  static Optional<KnownDeviation> find(String deviation) {
    return ALL.stream().filter(known -> known.pattern().matcher(deviation).matches()).findFirst();
  }
}
