package org.braintrustbeam.emulator.http;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A request and the answer to it.
 *
 * @param path as it was asked for, without the query
 * @param parameters the names of the query parameters
 * @param request the body, inflated; empty if there was none or it was not read
 * @param answer the JSON of the answer; empty if it was none
 */
public record Exchange(
    String method, String path, Set<String> parameters, String request, int status, String answer) {
  static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
