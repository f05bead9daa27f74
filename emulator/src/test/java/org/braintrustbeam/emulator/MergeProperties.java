package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonEquality;
import org.braintrustbeam.emulator.json.JsonMerge;

/** Merging bytes gives what merging trees gives. The model here is written on its own. */
class MergeProperties {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Property(tries = 500)
  void mergingBytesEqualsMergingTrees(
      @ForAll("values") JsonNode old,
      @ForAll("values") JsonNode update,
      @ForAll("paths") Set<List<String>> stops)
      throws IOException {
    byte[] merged =
        new JsonMerge(stops)
            .field("f", Json.utf8(old.toPrettyString()), Json.utf8(update.toString()));

    assertThat(TestClient.JSON.readTree(merged), equalTo(model(List.of("f"), old, update, stops)));
  }

  @Property(tries = 200)
  void tagsBecomeASet(@ForAll("tags") List<String> old, @ForAll("tags") List<String> update)
      throws IOException {
    Set<String> union = new LinkedHashSet<>(old);
    union.addAll(update);

    byte[] merged =
        new JsonMerge(Set.of())
            .field("tags", Json.utf8(array(old).toString()), Json.utf8(array(update).toString()));

    assertThat(TestClient.JSON.readTree(merged), equalTo(array(List.copyOf(union))));
  }

  @Property(tries = 300)
  void aValueEqualsItselfInAnySpelling(@ForAll("values") JsonNode value) {
    assertThat(
        JsonEquality.same(Json.utf8(value.toPrettyString()), Json.utf8(value.toString())),
        equalTo(true));
  }

  private static JsonNode model(
      List<String> path, JsonNode old, JsonNode update, Set<List<String>> stops) {
    if (!old.isObject() || !update.isObject() || stops.contains(path)) {
      return update;
    }
    ObjectNode merged = old.deepCopy();
    update
        .properties()
        .forEach(
            field -> {
              List<String> below = new ArrayList<>(path);
              below.add(field.getKey());
              JsonNode before = merged.get(field.getKey());
              merged.set(
                  field.getKey(),
                  before == null
                      ? field.getValue()
                      : model(below, before, field.getValue(), stops));
            });
    return merged;
  }

  private static ArrayNode array(List<String> items) {
    ArrayNode array = NODES.arrayNode();
    items.forEach(array::add);
    return array;
  }

  @Provide
  Arbitrary<JsonNode> values() {
    return node(3);
  }

  /** Few names, so that they meet. */
  private static Arbitrary<JsonNode> node(int depth) {
    Arbitrary<JsonNode> leaf =
        Arbitraries.oneOf(
            Arbitraries.integers().map(NODES::numberNode),
            Arbitraries.strings().ofMaxLength(4).map(NODES::textNode),
            Arbitraries.of(true, false).map(NODES::booleanNode),
            Arbitraries.just(NODES.nullNode()));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<JsonNode> object =
        Arbitraries.maps(Arbitraries.of("a", "b", "c"), node(depth - 1))
            .ofMaxSize(3)
            .map(
                members -> {
                  ObjectNode node = NODES.objectNode();
                  members.forEach(node::set);
                  return node;
                });
    Arbitrary<JsonNode> array =
        leaf.list()
            .ofMaxSize(3)
            .map(
                items -> {
                  ArrayNode node = NODES.arrayNode();
                  items.forEach(node::add);
                  return node;
                });
    return Arbitraries.frequencyOf(Tuple.of(5, object), Tuple.of(1, array), Tuple.of(2, leaf));
  }

  @Provide
  Arbitrary<Set<List<String>>> paths() {
    Arbitrary<List<String>> below = Arbitraries.of("a", "b", "c").list().ofMaxSize(2);
    return Combinators.combine(Arbitraries.just("f"), below)
        .as(
            (first, rest) -> {
              List<String> path = new ArrayList<>(List.of(first));
              path.addAll(rest);
              return path;
            })
        .list()
        .ofMaxSize(2)
        .map(HashSet::new);
  }

  @Provide
  Arbitrary<List<String>> tags() {
    return Arbitraries.of("x", "y", "é", "\"").list().uniqueElements().ofMaxSize(4);
  }
}
