package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.braintrustbeam.pipelines.report.Figures.Figure;

/** What was evaluated, and what came out of it at a glance. */
final class EvalOverview {
  private EvalOverview() {}

  static Section of(JsonNode summary) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Figures(calls(summary.path("overall"), summary.path("judge"))));
    blocks.add(new Figures(scores(summary.path("overall"))));
    addNotes(summary, blocks);
    return new Section(
        "overview",
        "Overview",
        "Means are over the rows that a scorer could judge; a call that failed is never counted as a"
            + " zero. The range beside a mean is its 95 % confidence interval. Green is 0.9 and more,"
            + " amber 0.7 and more, red is below.",
        blocks);
  }

  private static List<Figure> calls(JsonNode overall, JsonNode judge) {
    long all = overall.path("n").asLong();
    long completed = overall.path("completed").asLong();
    long errored = overall.path("errored").asLong();
    long judgeErrors = judge.path("errored").asLong();
    return List.of(
        new Figure(
            "Completed",
            Numbers.count(completed),
            "of " + Numbers.count(all) + " (" + Numbers.percent(completed, all) + ")",
            Tone.PLAIN),
        new Figure(
            "Errors",
            Numbers.count(errored),
            errored == 0 ? "every call was answered" : Numbers.percent(errored, all) + " of all",
            errored == 0 ? Tone.GOOD : Tone.BAD),
        new Figure(
            "Judge errors",
            Numbers.count(judgeErrors),
            "of " + Numbers.count(judge.path("completed").asLong() + judgeErrors),
            judgeErrors == 0 ? Tone.GOOD : Tone.BAD),
        share("Precision of decisions", overall, "precision"),
        share("Recall of decisions", overall, "recall"),
        share("F1 of decisions", overall, "f1"));
  }

  private static Figure share(String name, JsonNode overall, String field) {
    Double value = EvalFigures.number(overall, field);
    String interval = EvalFigures.interval(overall, field + "_");
    return new Figure(name, Numbers.score(value), interval, EvalFigures.tone(value));
  }

  private static List<Figure> scores(JsonNode overall) {
    List<Figure> figures = new ArrayList<>();
    for (JsonNode score : overall.path("scores")) {
      Double mean = EvalFigures.number(score, "mean");
      figures.add(
          new Figure(
              EvalFigures.title(score.path("name").asText()),
              Numbers.score(mean),
              intervalAndCount(score),
              EvalFigures.tone(mean)));
    }
    return figures;
  }

  private static String intervalAndCount(JsonNode score) {
    String interval = EvalFigures.interval(score, "");
    String count = "n " + Numbers.count(score.path("n").asLong());
    return interval.isEmpty() ? count : interval + " · " + count;
  }

  private static void addNotes(JsonNode summary, List<Block> blocks) {
    note(
        blocks,
        summary.path("unparsed_sentiment_count").asLong(),
        "answers named no sentiment label that could be read.");
    note(
        blocks,
        summary.path("none_rules_disagree_count").asLong(),
        "rows are “none” by one of the two rules and not by the other.");
  }

  private static void note(List<Block> blocks, long count, String text) {
    if (count > 0) {
      blocks.add(new Note(Numbers.count(count) + " " + text, Tone.FAIR));
    }
  }

  /** What was run with what. Folders of the machine stay out: pages are passed on. */
  static List<Fact> facts(JsonNode summary) {
    List<Fact> facts = new ArrayList<>();
    String url = summary.path("experiment_url").textValue();
    facts.add(new Fact("Experiment", summary.path("experiment_name").asText(Numbers.NONE), url));
    add(facts, "Project", summary, "project");
    add(facts, "Dataset", summary, "dataset_name");
    add(facts, "Dataset version", summary, "dataset_version");
    add(facts, "Model", summary, "model");
    add(facts, "Judge", summary, "factuality_model");
    JsonNode baseline = summary.path("baseline");
    if (baseline.isObject()) {
      facts.add(
          new Fact("Baseline", baseline.path("name").asText(), baseline.path("url").textValue()));
    }
    add(facts, "None rule", summary, "none_rule");
    facts.add(Fact.of("Rows", rows(summary)));
    facts.add(Fact.of("Tokens", tokens(summary.path("tokens"))));
    filters(facts, summary.path("filters"));
    add(facts, "Run", summary, "run_id");
    return facts;
  }

  private static void add(List<Fact> facts, String name, JsonNode summary, String field) {
    JsonNode value = summary.path(field);
    if (value.isValueNode() && !value.isNull()) {
      facts.add(Fact.of(name, value.asText()));
    }
  }

  private static String rows(JsonNode summary) {
    long trials = summary.path("trial_count").asLong(1);
    String rows = Numbers.count(summary.path("rows").asLong());
    return trials == 1 ? rows : rows + " × " + Numbers.count(trials) + " trials";
  }

  private static String tokens(JsonNode tokens) {
    return Numbers.count(tokens.path("prompt").asLong())
        + " in, "
        + Numbers.count(tokens.path("completion").asLong())
        + " out";
  }

  private static void filters(List<Fact> facts, JsonNode filters) {
    addNames(facts, "Split", filters.path("split"));
    add(facts, "At most", filters, "max_rows");
    addNames(facts, "Only facets", filters.path("facets"));
    if (!filters.path("dataset_ids").isEmpty()) {
      facts.add(
          Fact.of("Only records", Numbers.count(filters.path("dataset_ids").size()) + " chosen"));
    }
  }

  private static void addNames(List<Fact> facts, String what, JsonNode names) {
    if (!names.isEmpty()) {
      facts.add(Fact.of(what, joined(names)));
    }
  }

  private static String joined(JsonNode names) {
    return StreamSupport.stream(names.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }
}
