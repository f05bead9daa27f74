package org.braintrustbeam.transforms.facet.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.braintrustbeam.transforms.facet.call.Message;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * What stands in {@code facet_prompt.yaml}: to the byte what PyYAML writes, but for texts with a
 * byte order mark or with U+0085, which it would read as a space, and but for long lines with
 * characters of two UTF-16 units, which may be folded a word earlier. All are read as they were.
 */
public final class PromptFile {
  private static final int SCHEMA_VERSION = 1;
  private static final Comparator<FacetPrompt> BY_NAME =
      Comparator.comparing(FacetPrompt::facetName);

  private PromptFile() {}

  /**
   * The content: of one facet its fields, of several or none a list of them by name. Where a facet
   * was seen with several wordings, all stand there with how many calls had them.
   */
  public static String yaml(List<FacetPrompt> prompts) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("schema_version", SCHEMA_VERSION);
    if (prompts.size() == 1) {
      content.putAll(fields(prompts.get(0)));
    } else {
      content.put("facets", prompts.stream().sorted(BY_NAME).map(PromptFile::fields).toList());
    }
    DumperOptions options = options();
    return new Yaml(new PythonTexts(options), options).dump(content);
  }

  /**
   * Texts in the style that PyYAML chooses: where the library writes a block or base64, it quotes.
   */
  private static final class PythonTexts extends Representer {
    private static final Pattern LINE_BREAK = Pattern.compile("[\\n\\u2028\\u2029]");

    PythonTexts(DumperOptions options) {
      super(options);
      representers.put(String.class, text -> scalar(text.toString()));
    }

    private Node scalar(String text) {
      return representScalar(Tag.STR, text, style(text));
    }

    /** As plain as the text allows; the library makes the rest of the choice as PyYAML does. */
    private static ScalarStyle style(String text) {
      if (text.indexOf('\ufeff') >= 0 || text.indexOf('\u0085') >= 0) {
        return ScalarStyle.DOUBLE_QUOTED;
      }
      boolean quoted = text.equals("=") || LINE_BREAK.matcher(text).find();
      return quoted ? ScalarStyle.SINGLE_QUOTED : ScalarStyle.PLAIN;
    }
  }

  private static DumperOptions options() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    return options;
  }

  private static Map<String, Object> fields(FacetPrompt prompt) {
    PromptVersion first = prompt.first();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("facet_name", prompt.facetName());
    fields.put("prompt_sha256", first.sha256());
    fields.put("placeholder", PromptVersion.PLACEHOLDER);
    fields.put("messages", first.messages().stream().map(PromptFile::message).toList());
    fields.put("suffix_messages", List.of(List.of(message(new Message("user", first.prompt())))));
    if (prompt.isAmbiguous()) {
      fields.put("prompt_versions", versions(prompt));
    }
    return fields;
  }

  private static List<Map<String, Object>> versions(FacetPrompt prompt) {
    List<Map<String, Object>> versions = new ArrayList<>();
    for (PromptVersion version : prompt.versions()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("prompt_sha256", version.sha256());
      fields.put("calls", version.calls());
      fields.put("prompt", version.prompt());
      versions.add(fields);
    }
    return versions;
  }

  private static Map<String, Object> message(Message message) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("role", message.role());
    fields.put("content", message.content());
    return fields;
  }
}
