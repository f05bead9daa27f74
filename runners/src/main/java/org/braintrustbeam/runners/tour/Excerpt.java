package org.braintrustbeam.runners.tour;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** As much of a result as one takes in at a glance: first elements, and long values cut. */
final class Excerpt {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int WIDTH = 92;
  private static final int LONGEST_TEXT = 64;
  private static final int ELEMENTS = 2;

  private Excerpt() {}

  /** The lines to show, at most so many. */
  static List<String> of(String result, int most) {
    List<String> lines = new ArrayList<>();
    try {
      JsonNode json = MAPPER.readTree(result);
      if (json.isContainerNode()) {
        print(json, "", "", "", lines);
        return firstOf(lines, most);
      }
    } catch (JsonProcessingException e) {
      // Text for people: shown as it is.
    }
    return firstOf(result.strip().lines().toList(), most);
  }

  private static List<String> firstOf(List<String> lines, int most) {
    List<String> first = new ArrayList<>(lines.stream().limit(most).map(Excerpt::cut).toList());
    if (lines.size() > most) {
      first.add("... %d more lines".formatted(lines.size() - most));
    }
    return first;
  }

  private static String cut(String line) {
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 3) + "...";
  }

  /** What fits on a line stands on one line. */
  private static void print(
      JsonNode node, String indent, String before, String after, List<String> lines) {
    JsonNode shown = shortened(node);
    String flat = indent + before + shown + after;
    if (!shown.isContainerNode() || (flat.length() <= WIDTH && !isLong(node))) {
      lines.add(flat);
    } else if (node.isArray()) {
      printArray(node, indent, before, after, lines);
    } else {
      printObject(node, indent, before, after, lines);
    }
  }

  private static boolean isLong(JsonNode node) {
    return node.isArray() && node.size() > ELEMENTS && node.get(0).isContainerNode();
  }

  private static void printArray(
      JsonNode array, String indent, String before, String after, List<String> lines) {
    lines.add(indent + before + "[");
    int shown = Math.min(array.size(), ELEMENTS);
    for (int i = 0; i < shown; i++) {
      print(array.get(i), indent + "  ", "", i + 1 < array.size() ? "," : "", lines);
    }
    if (array.size() > shown) {
      lines.add("%s  ... %d more".formatted(indent, array.size() - shown));
    }
    lines.add(indent + "]" + after);
  }

  private static void printObject(
      JsonNode object, String indent, String before, String after, List<String> lines) {
    lines.add(indent + before + "{");
    int left = object.size();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      left--;
      String name = TextNode.valueOf(field.getKey()) + ": ";
      print(field.getValue(), indent + "  ", name, left > 0 ? "," : "", lines);
    }
    lines.add(indent + "}" + after);
  }

  private static JsonNode shortened(JsonNode node) {
    String text = node.asText();
    return node.isTextual() && text.length() > LONGEST_TEXT
        ? TextNode.valueOf(text.substring(0, LONGEST_TEXT - 3) + "...")
        : node;
  }
}
