package org.braintrustbeam.transforms.eval.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/** Ids of spans that are the same whenever and wherever the same case is evaluated in a run. */
final class SpanId {
  /** The part that stands for the case as a whole. */
  static final String ROOT = "eval";

  private SpanId() {}

  /** Of a case in an experiment, and the part of it. */
  static String of(String experimentId, EvalCase evalCase, String part) {
    String name = String.join("\n", experimentId, part, "" + evalCase.trial(), evalCase.id());
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
  }
}
