package org.braintrustbeam.transforms.facet.definition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.facet.call.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionsTest {
  private static final String TASK =
      "You are extracting a \"Task\" facet: what the user wants to achieve, the overall request or"
          + " goal, in a few words. Größe 🙏";
  private static final String ISSUES =
      "Line one\n\nLine two: yes\n  indented 'single' \"double\" # no comment\ttab";
  private static final String SLOT = "{{preprocessed_text}}";

  /** What PyYAML 6 writes of the same values. */
  private static String file(String name) throws IOException {
    String path = "/org/braintrustbeam/transforms/facet/" + name;
    try (InputStream in = DefinitionsTest.class.getResourceAsStream(path)) {
      return new String(requireNonNull(in).readAllBytes(), UTF_8);
    }
  }

  private static FacetPrompt prompt(String name, String prompt, Message... messages) {
    return new FacetPrompt(name, List.of(new PromptVersion(prompt, List.of(messages), "1", 1)));
  }

  private static final FacetPrompt ONE =
      prompt("task", TASK, new Message("user", "Here is the data to analyze:\n\n" + SLOT));

  private static final List<FacetPrompt> SEVERAL =
      List.of(
          ONE,
          prompt("no", "null", new Message("user", "- " + SLOT), new Message("user", "123")),
          prompt("issues", ISSUES, new Message("system", "Be brief."), new Message("user", SLOT)));

  @Test
  void writesWhatPythonWouldWrite() throws IOException {
    assertThat(PromptFile.yaml(List.of(ONE)), is(file("one.yaml")));
    assertThat(PromptFile.yaml(SEVERAL), is(file("several.yaml")));
    assertThat(PromptFile.yaml(List.of()), is(file("none.yaml")));
  }

  /** The texts of {@code awkward.json}, as prompts, and what PyYAML 6 writes of them. */
  @Test
  void writesAwkwardTextsAsPythonWouldWriteThem() throws IOException {
    List<RawJson> texts = RawJson.of(file("awkward.json")).elements();
    List<FacetPrompt> prompts = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String name = String.format(Locale.ROOT, "f%02d", i);
      prompts.add(prompt(name, requireNonNull(texts.get(i).text()), new Message("user", "m")));
    }

    String yaml = PromptFile.yaml(prompts);

    assertThat(yaml, is(file("awkward.yaml")));
    for (FacetPrompt prompt : prompts) {
      FacetDefinition read =
          requireNonNull(FacetDefinitions.parse(yaml, "f").byName().get(prompt.facetName()));
      assertThat(read.promptText(), is(prompt.first().prompt()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ufeffmark",
        "a \ufeff b",
        "\ufeff",
        "\u0085a",
        "a\u0085b",
        "🙏 emoji 🙏 words 🙏 of 🙏 a 🙏 long 🙏 line"
      })
  void whatItFoldsOrEscapesInItsOwnWayReadsTheSame(String word) {
    String text = (word + ' ').repeat(20) + "end";

    String yaml = PromptFile.yaml(List.of(prompt("a", text, new Message("user", word))));

    FacetDefinition read = requireNonNull(FacetDefinitions.parse(yaml, "f").byName().get("a"));
    assertThat(read.promptText(), is(text));
    assertThat(read.messages().get(0).content(), is(word));
  }

  @Test
  void readsWhatItWrote() {
    FacetDefinitions definitions = FacetDefinitions.parse(PromptFile.yaml(SEVERAL), "f.yaml");

    assertThat(definitions.byName().keySet(), equalTo(Set.of("issues", "no", "task")));
    FacetDefinition issues = requireNonNull(definitions.byName().get("issues"));
    assertThat(issues.promptText(), is(ISSUES));
    assertThat(
        issues.messages(),
        equalTo(List.of(new Message("system", "Be brief."), new Message("user", SLOT))));
    assertThat(
        issues.promptSha256(),
        is("d53be45a04b3eed94c58a7741bd9c0d5970d0a4b74ae85a9e5a4075253022726"));
  }

  @Test
  void keepsAllWordingsWithTheirCounts() {
    FacetPrompt prompt =
        new FacetPrompt(
            "task",
            List.of(
                new PromptVersion("new", List.of(), "1", 3),
                new PromptVersion("old", List.of(), "2", 1)));

    String yaml = PromptFile.yaml(List.of(FacetPrompt.ofLine(prompt.line().json())));

    assertThat(yaml, containsString("content: new\nprompt_versions:\n- prompt_sha256: "));
    assertThat(yaml, containsString("  calls: 3\n  prompt: new\n"));
    assertThat(yaml, containsString("  calls: 1\n  prompt: old\n"));
    assertThat(
        requireNonNull(FacetDefinitions.parse(yaml, "f").byName().get("task")).promptText(),
        is("new"));
  }

  private static final String VALID = "facet_name: a\nmessages: []\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "'- a'|'f.yaml must be an object'",
        "''|'f.yaml must be an object'",
        "'a: [b'|'f.yaml: is no YAML: '",
        "'facet_name: a\nfacet_name: b'|'f.yaml: is no YAML: '",
        "'facets: []'|'f.yaml holds no facet'",
        "'facets: [3]'|'f.yaml: facets[0] must be an object'",
        "'facets:\n- messages: []'|'f.yaml: facets[0].facet_name is missing'",
        "'facet_name: \" \"\nmessages: []'|'f.yaml: facet_name must not be empty'",
        "'facet_name: 3\nmessages: []'|'f.yaml: facet_name must be a text'",
        "'facet_name: a'|'f.yaml: facet ''a'': messages is missing'",
        "'facet_name: a\nmessages: b'|'f.yaml: facet ''a'': messages must be a list'",
        "'facet_name: a\nmessages: [b]'|'f.yaml: facet ''a'': messages[0] must be an object'",
        "'facet_name: a\nmessages: [{role: user}]'|'f.yaml: facet ''a'': messages[0].content is missing'",
        "'facet_name: a\nmessages: []\nsuffix_messages: [{}]'|'f.yaml: facet ''a'': suffix_messages[0] must be a list'",
        "'facet_name: a\nmessages: []\nsuffix_messages: [[{role: u, content: 1}]]'|'f.yaml: facet ''a'': suffix_messages[0][0].content must be a text'",
        "'facet_name: a\nmessages: []\nno_match_pattern: \"(\"'|'f.yaml: facet ''a'': no_match_pattern is no regular expression: '",
        "'facets:\n- {facet_name: Task, messages: []}\n- {facet_name: task, messages: []}'|'f.yaml facet ''task'' is defined twice, upper and lower case aside'",
      })
  void saysWhatIsWrongAndWhere(String yaml, String message) {
    Exception e =
        assertThrows(DefinitionException.class, () -> FacetDefinitions.parse(yaml, "f.yaml"));

    assertThat(e.getMessage(), startsWith(message));
  }

  private static boolean noMatch(String yaml, String text) {
    FacetDefinition facet = requireNonNull(FacetDefinitions.parse(yaml, "f").byName().get("a"));
    return facet.noMatchPattern().matcher(text).find();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "NONE.",
        "\u00a0None - all fine",
        "no match",
        "no_match: x",
        "nomatch",
        "null",
        "N/A",
        "na",
        "Skipped: too short"
      })
  void theDefaultPatternIsALeadingNone(String text) {
    assertThat(noMatch(VALID, text), is(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonesuch", "nullable", "nap", "nä", "it is none", "no-match"})
  void theDefaultPatternTakesWholeWordsAtTheStart(String text) {
    assertThat(noMatch(VALID, text), is(false));
  }

  @Test
  void aDefinitionMayHaveAPatternOfItsOwn() {
    assertThat(noMatch(VALID + "no_match_pattern: ^nope$", "nope"), is(true));
    assertThat(noMatch(VALID + "no_match_pattern: ^nope$", "none"), is(false));
  }
}
