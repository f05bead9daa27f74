package org.braintrustbeam.pipelines.discover;

import java.math.BigDecimal;
import java.util.stream.Collectors;
import org.braintrustbeam.transforms.discover.stats.Rate;
import org.braintrustbeam.transforms.discover.tally.Amounts;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.TallyKey;

/** The window and its traffic, as a part of the findings. */
final class TrafficText {
  private static final int MOST = 10;

  private final Findings findings;
  private final FindingsLines text;

  TrafficText(Findings findings, FindingsLines text) {
    this.findings = findings;
    this.text = text;
  }

  void add() {
    Rate traces = findings.traces(Part.NOW);
    Rate spans = findings.spans(Part.NOW);
    text.section("Window and traffic");
    text.item(
        findings.plan().from()
            + " to "
            + findings.plan().until()
            + " ("
            + Sentences.length(findings.plan().length())
            + "); tried "
            + findings.found().tried().stream()
                .map(one -> Sentences.length(one.length()) + ": " + one.traces() + " traces")
                .collect(Collectors.joining(", "))
            + ".");
    text.item(
        traces.count()
            + " traces, "
            + traces.failing()
            + " failing ("
            + Sentences.percent(traces.share())
            + "); "
            + spans.count()
            + " spans, "
            + spans.failing()
            + " with an error.");
    Rate before = findings.traces(Part.BEFORE);
    text.item(
        "The window before: "
            + before.count()
            + " traces, "
            + before.failing()
            + " failing ("
            + Sentences.percent(before.share())
            + ").");
    text.item(
        "A trace fails with an error, or with a score of "
            + findings.plan().failBelow()
            + " or less.");
    addScores();
    addCalls();
    text.queries("`window.tried`, `traffic.queries`, `scores.queries`, `calls`");
  }

  private void addScores() {
    for (String name : findings.plan().scores()) {
      Amounts score = findings.table().get(TallyKey.now(Figure.SCORE, name, ""));
      if (score.count() > 0) {
        text.item(
            "Score "
                + Sentences.quoted(name)
                + ": mean "
                + Sentences.number(score.mean())
                + " of "
                + score.count()
                + ", "
                + score.failing()
                + " failing.");
      }
    }
  }

  private void addCalls() {
    findings.table().of(Part.NOW, Figure.MODEL_LATENCY).entrySet().stream()
        .sorted((one, other) -> Long.compare(other.getValue().count(), one.getValue().count()))
        .limit(MOST)
        .forEach(
            entry ->
                text.item(
                    "Model "
                        + Sentences.quoted(entry.getKey().name())
                        + ": "
                        + entry.getValue().count()
                        + " calls, p50 "
                        + Sentences.number(entry.getValue().percentiles().get("p50"))
                        + " s, p95 "
                        + Sentences.number(entry.getValue().percentiles().get("p95"))
                        + " s"
                        + before(entry.getKey())
                        + cost(entry.getKey().name())
                        + "."));
  }

  private String before(TallyKey latency) {
    BigDecimal p95 = findings.table().get(latency.of(Part.BEFORE)).percentiles().get("p95");
    return p95 == null ? "" : " (before " + Sentences.number(p95) + " s)";
  }

  private String cost(String model) {
    BigDecimal sum = findings.table().get(TallyKey.now(Figure.MODEL_COST, model, "")).sum();
    return sum == null ? "" : ", $" + Sentences.number(sum);
  }
}
