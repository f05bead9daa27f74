package org.braintrustbeam.pipelines.bootstrapfacets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.braintrustbeam.pipelines.command.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootstrapFacetsTest {
  private static final String FACET =
      """
      - facet_name: %s
        messages: [{role: user, content: '{{preprocessed_text}}'}]
        suffix_messages: [[{role: user, content: 'What is it?'}]]
      """;

  @TempDir private Path root;

  private static String file(String... facets) {
    StringBuilder yaml = new StringBuilder("schema_version: 1\nfacets:\n");
    for (String facet : facets) {
      yaml.append(FACET.formatted(facet));
    }
    return yaml.toString();
  }

  private Path run(String id, String yaml) throws IOException {
    Path run = Files.createDirectories(root.resolve(id));
    Files.writeString(run.resolve("facet_prompt.yaml"), yaml);
    return run;
  }

  @Test
  void copiesThePromptsOfTheNewestRun() throws IOException {
    run("20260601T120000Z", file("old"));
    run("20260602T090000Z", file("issues", "task"));
    Files.createDirectory(root.resolve("20260603T090000Z")); // it came to nothing

    BootstrapFacets promoted = BootstrapFacets.promote(root, null);

    assertThat(promoted.definitions().byName(), allOf(hasKey("issues"), hasKey("task")));
    assertThat(
        Files.readString(root.resolve("facet_definitions.yaml")), is(file("issues", "task")));
  }

  @Test
  void copiesThePromptsOfTheRunThatIsNamed() throws IOException {
    Path named = run("20260601T120000Z", file("old"));
    run("20260602T090000Z", file("issues"));

    BootstrapFacets promoted = BootstrapFacets.promote(root, named);

    assertThat(promoted.definitions().byName(), hasKey("old"));
    assertThat(promoted.source(), is(named.resolve("facet_prompt.yaml")));
  }

  @Test
  void leavesTheDefinitionsAloneWhenAFacetIsThereTwice() throws IOException {
    Files.writeString(root.resolve("facet_definitions.yaml"), "as before");
    run("20260601T120000Z", file("Issues", "issues"));

    IOException e = assertThrows(IOException.class, () -> BootstrapFacets.promote(root, null));

    assertThat(e.getMessage(), containsString("defined twice"));
    assertThat(Files.readString(root.resolve("facet_definitions.yaml")), is("as before"));
  }

  @Test
  void knowsWhichFacetsWereSeenWithSeveralPrompts() throws IOException {
    run(
        "20260601T120000Z",
        file("issues", "task") + "  prompt_versions: [{calls: 2}, {calls: 1}]\n");

    assertThat(BootstrapFacets.promote(root, null).ambiguous(), contains("task"));
  }

  @Test
  void saysThatThereIsNoRun() {
    UsageException none =
        assertThrows(UsageException.class, () -> BootstrapFacets.promote(root, null));
    UsageException named =
        assertThrows(
            UsageException.class, () -> BootstrapFacets.promote(root, root.resolve("elsewhere")));

    assertThat(none.getMessage(), containsString("--output-root"));
    assertThat(named.getMessage(), containsString("--run-dir"));
  }
}
