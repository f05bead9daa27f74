package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/** An evaluation of invented answers: the same each time, with figures that fit its rows. */
final class SampleEval {
  static final List<String> SCORES =
      List.of(
          "binary_decision_match",
          "positive_recall",
          "negative_specificity",
          "sentiment_label_correct",
          "Factuality");

  /** Everything that should stay a text. The lone halves cannot be typed, they are escapes. */
  static final String HOSTILE =
      "</script><script>window.hacked=1</script><img src=x onerror=\"window.hacked=2\">&lt;b&gt;"
          + " &amp; \u2028\u2029 \ud800 \udc00 \u0000\u0007\u202e 'single' \"double\" `tick` ]]>"
          + " <!-- <script ${7*7} {{7*7}} zanzibar";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final int UNPAIRED = 4;
  private static final double[] CHOICES = {0, 0.4, 0.6, 1, 1, 1};

  /** Shares of the pairs that improved and regressed, by score. */
  private static final double[][] MOVED = {
    {0.08, 0.04}, {0.12, 0.03}, {0.05, 0.05}, {0.06, 0.1}, {0.09, 0.17}
  };

  private final Random random = new Random(7);
  private final List<ObjectNode> rows = new ArrayList<>();
  private final List<String> facets;

  SampleEval(List<String> facets, int rowsEach) {
    this.facets = facets;
    for (int facet = 0; facet < facets.size(); facet++) {
      for (int i = 0; i < rowsEach; i++) {
        rows.add(row(facet, i));
      }
    }
  }

  /** Six facets of an airline's support, 400 rows. */
  static SampleEval airline() {
    return new SampleEval(
        List.of("Booking", "Delay", "Issues", "Refund", "Sentiment", "Task completion"), 67);
  }

  List<ObjectNode> rows() {
    return rows;
  }

  List<RawJson> lines() {
    return rows.stream().map(SampleEval::json).toList();
  }

  /** In ASCII: a half of a pair can only be had as an escape. */
  private static RawJson json(ObjectNode row) {
    try {
      return RawJson.of(MAPPER.writeValueAsString(row));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private ObjectNode row(int facet, int i) {
    boolean isSomething = random.nextInt(10) < 5;
    double skill = 0.94 - 0.045 * facet;
    boolean right = random.nextDouble() < skill;
    boolean saysSomething = isSomething == right;
    ObjectNode row = MAPPER.createObjectNode();
    row.put(
        "id",
        "record-%s-%04d"
            .formatted(facets.get(facet).toLowerCase(Locale.ROOT).replace(' ', '-'), i));
    row.put("facet_name", facets.get(facet)).put("split", "validation").put("trial", 0);
    row.put("preprocessed_text", conversation(i));
    row.put("expected", answer(isSomething, i));
    row.putNull("error").putNull("judge").putNull("judge_error");
    row.put("duration_seconds", 0.6 + random.nextInt(200) / 100.0);
    row.put("prompt_tokens", 400 + random.nextInt(300)).put("completion_tokens", 20);
    row.put("url", "https://www.braintrust.dev/app/acme/p/airline?r=record-" + i);
    if (random.nextInt(50) == 0) {
      row.putNull("output").put("error", "HTTP 429: too many requests, given up after 6 attempts");
      row.putObject("scores");
    } else {
      scored(row, isSomething, saysSomething, facet, i);
    }
    return row;
  }

  private void scored(ObjectNode row, boolean is, boolean says, int facet, int i) {
    row.put("output", answer(says, is == says ? i : i + 1));
    ObjectNode scores = row.putObject("scores");
    scores.put(SCORES.get(0), is == says ? 1 : 0);
    put(scores, SCORES.get(1), is, says ? 1 : 0);
    put(scores, SCORES.get(2), !is, says ? 0 : 1);
    put(scores, SCORES.get(3), facets.get(facet).equals("Sentiment"), is == says ? 1 : 0);
    double factuality = is == says ? CHOICES[random.nextInt(CHOICES.length)] : 0;
    scores.put(SCORES.get(4), factuality);
    row.putObject("judge")
        .put("choice", factuality == 1 ? "C" : factuality == 0 ? "D" : "A")
        .put("rationale", "The answer names the delay, the expert's also says why it came about.");
  }

  private static void put(ObjectNode scores, String name, boolean applies, double value) {
    if (applies) {
      scores.put(name, value);
    } else {
      scores.putNull(name);
    }
  }

  private static String conversation(int i) {
    return "User: My flight BA%d was cancelled and nobody told me.\nAssistant: I am sorry to hear that. I can rebook you on the next flight at 18:40.\nUser: And who pays for the hotel?"
        .formatted(100 + i);
  }

  private static String answer(boolean something, int i) {
    String[] all = {
      "The customer's flight was cancelled without notice.",
      "Customer asks who pays for the hotel after a cancellation; the agent did not answer.",
      "The agent offered a rebooking at 18:40."
    };
    return something ? all[i % all.length] : "NONE";
  }

  RawJson summary() {
    ObjectNode all = MAPPER.createObjectNode();
    all.put("experiment_id", "11111111-2222-3333-4444-555555555555");
    all.put("experiment_name", "facets-validation-2026-11-20");
    all.put("experiment_url", "https://www.braintrust.dev/app/acme/p/airline/experiments/facets");
    all.put("project", "airline-support").put("dataset_name", "facet-truth");
    all.put("dataset_version", "1000196300123456789").put("model", "brain-facet-1");
    all.put("factuality_model", "gpt-5-mini").put("none_rule", "unified").put("trial_count", 1);
    all.put("rows", rows.size()).put("run_id", "20261120T101500-7f3a");
    long errors = rows.stream().filter(row -> !row.path("error").isNull()).count();
    all.putObject("judge").put("completed", rows.size() - errors).put("errored", 0);
    all.putObject("tokens").put("prompt", 214_532).put("completion", 8_123);
    ObjectNode filters = all.putObject("filters");
    filters.putArray("split").add("validation");
    filters.putArray("facets");
    all.set("overall", group(rows));
    ArrayNode groups = all.putArray("facets");
    for (String facet : facets) {
      groups.add(group(ofFacet(facet)).put("facet_name", facet));
    }
    all.put("unparsed_sentiment_count", 3).put("none_rules_disagree_count", 0);
    all.set("baseline", baseline());
    return RawJson.of(all.toString());
  }

  private ObjectNode baseline() {
    ObjectNode baseline = MAPPER.createObjectNode();
    baseline.put("name", "facets-validation-2026-11-12").put("url", "https://www.braintrust.dev/x");
    baseline
        .putObject("cases")
        .put("paired", rows.size() - UNPAIRED)
        .put("unmatched_new", UNPAIRED)
        .put("unmatched_baseline", 0);
    ArrayNode paired = baseline.putArray("paired");
    deltas(paired, null, rows);
    for (String facet : facets) {
      deltas(paired, facet, ofFacet(facet));
    }
    return baseline;
  }

  private static void deltas(ArrayNode paired, @Nullable String facet, List<ObjectNode> rows) {
    for (int i = 0; i < SCORES.size(); i++) {
      String score = SCORES.get(i);
      long n = rows.stream().filter(row -> row.path("scores").path(score).isNumber()).count();
      long pairs = facet == null ? n - UNPAIRED : n;
      long improved = Math.round(MOVED[i][0] * pairs);
      long regressed = Math.round(MOVED[i][1] * pairs);
      if (pairs > 0) {
        double delta = (improved - regressed) / (double) pairs;
        double half = 1.96 * Math.sqrt((improved + regressed) / (double) pairs / pairs) + 0.002;
        paired
            .addObject()
            .put("score", score)
            .put("facet_name", facet)
            .put("n", pairs)
            .put("mean_delta", delta)
            .put("ci_low", delta - half)
            .put("ci_high", delta + half)
            .put("improved", improved)
            .put("regressed", regressed)
            .put("unmatched", facet == null ? UNPAIRED : 0);
      }
    }
  }

  private List<ObjectNode> ofFacet(String facet) {
    return rows.stream().filter(row -> row.path("facet_name").asText().equals(facet)).toList();
  }

  private static ObjectNode group(List<ObjectNode> rows) {
    ObjectNode group = MAPPER.createObjectNode();
    List<ObjectNode> done = rows.stream().filter(row -> row.path("error").isNull()).toList();
    group.put("n", rows.size()).put("completed", done.size());
    group.put("errored", rows.size() - done.size());
    ArrayNode scores = group.putArray("scores");
    SCORES.forEach(name -> scores.add(score(name, done)));
    long tp = count(done, "positive_recall", 1);
    long fn = count(done, "positive_recall", 0);
    long tn = count(done, "negative_specificity", 1);
    long fp = count(done, "negative_specificity", 0);
    group
        .putObject("confusion")
        .put("true_positive", tp)
        .put("false_positive", fp)
        .put("true_negative", tn)
        .put("false_negative", fn);
    put(group, "precision", tp, tp + fp);
    put(group, "recall", tp, tp + fn);
    put(group, "f1", 2 * tp, 2 * tp + fp + fn);
    return group;
  }

  private static void put(ObjectNode group, String name, long part, long whole) {
    double share = part / (double) Math.max(1, whole);
    double half = halfWidth(share, whole);
    group.put(name, share);
    group.put(name + "_ci_low", Math.max(0, share - half));
    group.put(name + "_ci_high", Math.min(1, share + half));
  }

  private static double halfWidth(double mean, long n) {
    return 1.96 * Math.sqrt(mean * (1 - mean) / Math.max(1, n)) + 0.004;
  }

  private static long count(List<ObjectNode> rows, String score, int value) {
    return rows.stream()
        .filter(row -> row.path("scores").path(score).asDouble(-1) == value)
        .count();
  }

  private static ObjectNode score(String name, List<ObjectNode> rows) {
    double[] values =
        rows.stream()
            .map(row -> row.path("scores").path(name))
            .filter(JsonNode::isNumber)
            .mapToDouble(JsonNode::doubleValue)
            .toArray();
    ObjectNode score = MAPPER.createObjectNode();
    score.put("name", name).put("n", values.length).put("errored", 0);
    score.put("not_applicable", rows.size() - values.length);
    int[] bins = new int[10];
    Arrays.stream(values).forEach(value -> bins[(int) Math.min(9, value * 10)]++);
    ArrayNode histogram = score.putArray("histogram");
    Arrays.stream(bins).forEach(histogram::add);
    if (values.length == 0) {
      return score.putNull("mean").putNull("ci_low").putNull("ci_high");
    }
    double mean = Arrays.stream(values).average().orElseThrow();
    double half = halfWidth(mean, values.length);
    return score
        .put("mean", mean)
        .put("ci_low", Math.max(0, mean - half))
        .put("ci_high", Math.min(1, mean + half));
  }
}
