package org.braintrustbeam.emulator.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A method and a path of the description.
 *
 * @param path with the names of its parts in braces
 */
record Operation(String method, String path, Pattern pattern, JsonNode json) {
  static Operation of(String method, String path, JsonNode json) {
    String pattern =
        Stream.of(path.split("/"))
            .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
            .collect(Collectors.joining("/"));
    return new Operation(method.toUpperCase(Locale.ROOT), path, Pattern.compile(pattern), json);
  }

  boolean is(String askedMethod, String askedPath) {
    return method.equals(askedMethod) && pattern.matcher(askedPath).matches();
  }

  /** How many parts of the path may be anything. */
  long openParts() {
    return path.chars().filter(c -> c == '{').count();
  }

  /** The names of the parameters that may stand in the query. */
  Set<String> parameters(JsonNode description) {
    Set<String> names = new HashSet<>();
    for (JsonNode parameter : json.path("parameters")) {
      String reference = parameter.path("$ref").asText();
      JsonNode found = reference.isEmpty() ? parameter : description.at(reference.substring(1));
      if (found.path("in").asText().equals("query")) {
        names.add(found.path("name").asText());
      }
    }
    return names;
  }

  JsonNode requestSchema() {
    return json.at("/requestBody/content/application~1json/schema");
  }

  JsonNode answerSchema(int status) {
    return json.at("/responses/" + status + "/content/application~1json/schema");
  }

  String name() {
    return method + " " + path;
  }
}
