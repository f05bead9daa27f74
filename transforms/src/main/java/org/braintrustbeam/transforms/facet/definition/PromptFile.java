package org.braintrustbeam.transforms.facet.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.transforms.facet.call.Message;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** What stands in {@code facet_prompt.yaml}. */
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
    return new Yaml(options()).dump(content);
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
