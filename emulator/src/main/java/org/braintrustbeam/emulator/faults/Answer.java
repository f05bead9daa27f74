package org.braintrustbeam.emulator.faults;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.jspecify.annotations.Nullable;

/** An answer as faults see it: whole, not compressed, and never changed in place. */
final class Answer {
  private static final String JSON = "application/json";

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Delivery delivery;

  private Answer(int status, Map<String, String> headers, byte[] body, Delivery delivery) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.delivery = delivery;
  }

  /** One that reaches the client in good order. */
  static Answer of(int status, Map<String, String> headers, byte[] body) {
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    return new Answer(status, Collections.unmodifiableMap(copy), body, Delivery.WHOLE);
  }

  /** An error in the service's form. */
  static Answer error(int status, String code, String message) {
    RawObject body =
        new RawObject().put("Code", Json.string(code)).put("Message", Json.string(message));
    return of(status, Map.of("Content-Type", JSON), body.toBytes());
  }

  int status() {
    return status;
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  Map<String, String> headers() {
    return headers;
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  byte[] body() {
    return body;
  }

  Delivery delivery() {
    return delivery;
  }

  Answer withBody(byte[] other) {
    return new Answer(status, headers, other, delivery);
  }

  Answer withHeader(String name, String value) {
    Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(headers);
    more.put(name, value);
    return new Answer(status, Collections.unmodifiableMap(more), body, delivery);
  }

  Answer with(Delivery other) {
    return new Answer(status, headers, body, other);
  }
}
