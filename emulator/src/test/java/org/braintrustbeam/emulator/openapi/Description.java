package org.braintrustbeam.emulator.openapi;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.braintrustbeam.emulator.http.Exchange;

/** The service's published description, and what an exchange has in it that it does not allow. */
final class Description {
  static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** Where a copy is looked for, from the folder of a module on; a system property overrides it. */
  private static final String PROPERTY = "braintrust.openapi";

  private static final String FILE = "../../shared/openapi/braintrust-openapi.json";
  private static final String LOCATION = "https://openapi.invalid/description";

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** Checking takes its time, and a large body has many rows of one kind. */
  private static final int MAX_CHARS = 256 << 10;

  private final JsonNode description;
  private final List<Operation> operations = new ArrayList<>();
  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  private Description(JsonNode description) {
    this.description = description;
    description
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            operations.add(
                                Operation.of(method.getKey(), path.getKey(), method.getValue()))));
    operations.sort(Comparator.comparingLong(Operation::openParts));
    ObjectNode named = (ObjectNode) description.at("/components/schemas");
    operations.forEach(operation -> name(operation, named));
    this.registry =
        SchemaRegistry.withDialect(
            Dialects.getOpenApi30(),
            builder -> builder.schemas(Map.of(LOCATION, description.toString())));
  }

  /** Schemas without a name get one, so that their references lead into the whole description. */
  private static void name(Operation operation, ObjectNode named) {
    named.set(key(operation, "request"), operation.requestSchema());
    named.set(key(operation, "answer"), operation.answerSchema(200));
  }

  private static String key(Operation operation, String side) {
    return operation.json().path("operationId").asText() + "." + side;
  }

  /** Empty if no copy is there. */
  static Optional<Description> find() {
    Path file = Path.of(System.getProperty(PROPERTY, FILE));
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Description(JSON.readTree(Files.readString(file))));
    } catch (IOException e) {
      throw new UncheckedIOException("the description " + file + " cannot be read", e);
    }
  }

  Optional<Operation> operation(Exchange exchange) {
    return operations.stream()
        .filter(operation -> operation.is(exchange.method(), exchange.path()))
        .findFirst();
  }

  /**
   * Names what deviates, as {@code operation side place: message}. Of an exchange that ended in an
   * error nothing is said: tests send what is wrong on purpose.
   */
  Set<String> deviations(Exchange exchange) {
    Set<String> found = new TreeSet<>();
    if (!exchange.path().startsWith("/v1/") || exchange.status() >= 400) {
      return found;
    }
    Optional<Operation> known = operation(exchange);
    if (known.isEmpty()) {
      String path = ID.matcher(exchange.path()).replaceAll("{id}");
      found.add(exchange.method() + " " + path + " is not described");
      return found;
    }
    Operation operation = known.get();
    exchange.parameters().stream()
        .filter(name -> !operation.parameters(description).contains(name))
        .forEach(name -> found.add(operation.name() + " parameter " + name + ": not described"));
    check(operation, "request", operation.requestSchema(), exchange.request(), found);
    check(operation, "answer", operation.answerSchema(exchange.status()), exchange.answer(), found);
    return found;
  }

  private void check(
      Operation operation, String side, JsonNode schema, String body, Set<String> found) {
    if (schema.isMissingNode() || body.isEmpty() || body.length() > MAX_CHARS) {
      return;
    }
    schema(key(operation, side))
        .validate(read(body))
        .forEach(
            error ->
                found.add(
                    operation.name()
                        + " "
                        + side
                        + " "
                        + error.getInstanceLocation()
                        + ": "
                        + error.getMessage()));
  }

  private Schema schema(String key) {
    return schemas.computeIfAbsent(
        key,
        name -> registry.getSchema(SchemaLocation.of(LOCATION + "#/components/schemas/" + name)));
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
