package org.braintrustbeam.pipelines.evalfacets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.braintrustbeam.pipelines.command.LocalBraintrust;
import org.braintrustbeam.pipelines.command.TestSession;

/**
 * Eight rows of which is known what the server's stand-in model says of them, and definitions of
 * two of their three facets.
 */
public final class SmallTruth {
  public static final String PROJECT = "evals";

  private static final String DEFINITIONS =
      """
      schema_version: 1
      facets:
      - facet_name: issues
        messages:
        - role: user
          content: "Here is the data to analyze:\\n\\n{{preprocessed_text}}"
        suffix_messages:
        - - role: user
            content: "You are extracting an \\"Issues\\" facet."
      - facet_name: sentiment
        messages:
        - role: user
          content: "Here is the data to analyze:\\n\\n{{preprocessed_text}}"
        suffix_messages:
        - - role: user
            content: "Sentiment: negative, neutral, positive or mixed?"
      """;

  private final LocalBraintrust server;
  private final Path prompt;
  private final Path runs;

  public SmallTruth(LocalBraintrust server, Path folder) throws IOException {
    this.server = server;
    this.runs = folder.resolve("runs");
    this.prompt = folder.resolve("facets.yaml");
    Files.writeString(prompt, DEFINITIONS);
    server.insert(
        "dataset",
        dataset(),
        row("i1", "issues", "User: my bag was lost", "my bag was lost", "train"),
        row("i2", "issues", "User: a\\nUser: b\\nUser: it was late", "it was late", "train"),
        row("i3", "issues", "User: hello", "none", "validation"),
        row("i4", "issues", "User: the app is broken", "none", "validation"),
        row("s1", "sentiment", "User: thank you", "Positive: thanks", "train"),
        row("s2", "sentiment", "User: hello", "Negative", "validation"),
        row("s3", "sentiment", "User: hi", "unclear", "train"),
        row("u1", "urgency", "User: now", "high", "train"));
  }

  private static String row(String id, String facet, String text, String expected, String split) {
    return """
        {"id":"%s","input":{"facet_name":"%s","preprocessed_text":"%s"},"expected":"%s",
         "metadata":{"split":"%s"},"tags":["gold"]}"""
        .formatted(id, facet, text, expected, split);
  }

  /** Now the model sees that there is an issue in row i2. */
  public void improveThePrompt() throws IOException {
    Files.writeString(
        prompt, DEFINITIONS.replace("You are extracting", "Mind every line. You are extracting"));
  }

  /** Id of the dataset. */
  public String dataset() {
    return server.dataset(server.project(PROJECT), "truth");
  }

  /** Options to evaluate all of it. */
  public EvalFacetsOptions options() {
    EvalFacetsOptions options = TestSession.options(EvalFacetsOptions.class, server);
    options.setEvalProject(PROJECT);
    options.setDataset("truth");
    options.setPrompt(prompt.toString());
    options.setOutputRoot(runs.toString());
    options.setMaxRetries(0);
    return options;
  }
}
