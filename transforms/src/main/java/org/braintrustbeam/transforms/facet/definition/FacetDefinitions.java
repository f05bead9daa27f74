package org.braintrustbeam.transforms.facet.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.braintrustbeam.transforms.facet.call.Message;
import org.braintrustbeam.transforms.facet.text.PythonText;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The definitions in a file: of one facet, or of a list {@code facets}.
 *
 * @param byName by name in lower case, ascending
 * @param ambiguous names of those that a run has seen with several wordings, of which the first is
 *     used
 */
public record FacetDefinitions(Map<String, FacetDefinition> byName, List<String> ambiguous) {

  /**
   * Reads and checks a file.
   *
   * @param yaml its content
   * @param file its name, for messages
   * @throws DefinitionException saying what is wrong and where
   */
  public static FacetDefinitions parse(String yaml, String file) {
    Node root = new Node(load(yaml, file), file);
    Map<String, Object> members = root.object();
    List<Node> facets =
        members.get("facets") instanceof List<?> ? root.member("facets").items() : List.of(root);
    if (facets.isEmpty()) {
      throw root.error("holds no facet");
    }
    Map<String, FacetDefinition> byName = new TreeMap<>();
    List<String> ambiguous = new ArrayList<>();
    for (Node facet : facets) {
      FacetDefinition definition = definition(facet, file);
      String name = definition.facetName().toLowerCase(Locale.ROOT);
      if (byName.put(name, definition) != null) {
        throw root.error(
            "facet '" + definition.facetName() + "' is defined twice, upper and lower case aside");
      }
      if (facet.has("prompt_versions") && facet.member("prompt_versions").items().size() > 1) {
        ambiguous.add(definition.facetName());
      }
    }
    return new FacetDefinitions(byName, List.copyOf(ambiguous));
  }

  private static @Nullable Object load(String yaml, String file) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(
        Integer.MAX_VALUE); // a prompt may be long; the file is the user's own
    options.setAllowDuplicateKeys(false);
    try {
      return new Yaml(new SafeConstructor(options)).load(yaml);
    } catch (YAMLException e) {
      throw new DefinitionException(file + ": is no YAML: " + e.getMessage(), e);
    }
  }

  private static FacetDefinition definition(Node facet, String file) {
    String name = PythonText.strip(facet.member("facet_name").text());
    if (name.isEmpty()) {
      throw facet.member("facet_name").error("must not be empty");
    }
    Node named = new Node(facet.value(), file + ": facet '" + name + "'");
    List<List<Message>> suffixes = new ArrayList<>();
    if (named.has("suffix_messages")) {
      for (Node group : named.member("suffix_messages").items()) {
        suffixes.add(messages(group));
      }
    }
    return new FacetDefinition(
        name, messages(named.member("messages")), List.copyOf(suffixes), noMatch(named));
  }

  private static List<Message> messages(Node list) {
    return list.items().stream()
        .map(item -> new Message(item.member("role").text(), item.member("content").text()))
        .toList();
  }

  private static Pattern noMatch(Node facet) {
    String pattern =
        facet.has("no_match_pattern")
            ? facet.member("no_match_pattern").text()
            : FacetDefinition.DEFAULT_NO_MATCH;
    try {
      // White space, letters and case are Unicode's, as they are in Python.
      return Pattern.compile(pattern, Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE);
    } catch (PatternSyntaxException e) {
      throw facet.member("no_match_pattern").error("is no regular expression: " + e.getMessage());
    }
  }

  /**
   * A value with where it stands.
   *
   * @param value as the library read it
   * @param at file, facet and field
   */
  private record Node(@Nullable Object value, String at) {
    Map<String, Object> object() {
      if (!(value instanceof Map<?, ?> map)) {
        throw error("must be an object");
      }
      Map<String, Object> members = new LinkedHashMap<>();
      map.forEach((name, member) -> members.put(String.valueOf(name), member));
      return members;
    }

    boolean has(String name) {
      return object().get(name) != null;
    }

    Node member(String name) {
      String separator = at.endsWith("'") || !at.contains(": ") ? ": " : ".";
      return new Node(object().get(name), at + separator + name);
    }

    List<Node> items() {
      if (!(value instanceof List<?> list)) {
        throw error(value == null ? "is missing" : "must be a list");
      }
      List<Node> items = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        items.add(new Node(list.get(i), at + '[' + i + ']'));
      }
      return items;
    }

    String text() {
      if (!(value instanceof String text)) {
        throw error(value == null ? "is missing" : "must be a text");
      }
      return text;
    }

    DefinitionException error(String what) {
      return new DefinitionException(at + ' ' + what);
    }
  }
}
