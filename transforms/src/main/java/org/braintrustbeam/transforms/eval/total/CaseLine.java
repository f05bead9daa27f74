package org.braintrustbeam.transforms.eval.total;

import java.util.EnumMap;
import java.util.Map;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.eval.score.ScoreName;
import org.jspecify.annotations.Nullable;

/**
 * What totals need of a line of the result.
 *
 * @param id of the dataset record
 * @param facetName the facet
 * @param trial from 0
 * @param failed whether the model under test has not answered
 * @param judgeAsked whether the judge was asked
 * @param judgeFailed whether it was, in vain
 * @param scores those that there are
 * @param unparsedSentiment a label of a sentiment is none
 * @param rulesDisagree what counts as nothing hangs on the rule
 * @param promptTokens of the request
 * @param completionTokens of the answer
 * @param url where a person can look; null if that is not known
 */
public record CaseLine(
    String id,
    String facetName,
    long trial,
    boolean failed,
    boolean judgeAsked,
    boolean judgeFailed,
    Map<ScoreName, Double> scores,
    boolean unparsedSentiment,
    boolean rulesDisagree,
    long promptTokens,
    long completionTokens,
    @Nullable String url) {

  /** Reads a line. */
  public static CaseLine of(RawJson line) {
    Map<String, RawJson> fields = line.fields();
    return new CaseLine(
        String.valueOf(field(fields, "id").text()),
        String.valueOf(field(fields, "facet_name").text()),
        number(fields, "trial"),
        !field(fields, "error").isNull(),
        isTrue(fields, "judge_asked"),
        !field(fields, "judge_error").isNull(),
        scores(field(fields, "scores").fields()),
        isTrue(fields, "unparsed_sentiment"),
        isTrue(fields, "none_rules_disagree"),
        number(fields, "prompt_tokens"),
        number(fields, "completion_tokens"),
        field(fields, "url").text());
  }

  private static RawJson field(Map<String, RawJson> fields, String name) {
    return fields.getOrDefault(name, RawJson.NULL);
  }

  private static boolean isTrue(Map<String, RawJson> fields, String name) {
    return field(fields, name).toString().equals("true");
  }

  private static long number(Map<String, RawJson> fields, String name) {
    return Long.parseLong(field(fields, name).toString());
  }

  private static Map<ScoreName, Double> scores(Map<String, RawJson> fields) {
    Map<ScoreName, Double> scores = new EnumMap<>(ScoreName.class);
    for (ScoreName name : ScoreName.values()) {
      RawJson score = field(fields, name.label());
      if (!score.isNull()) {
        scores.put(name, Double.valueOf(score.toString()));
      }
    }
    return scores;
  }

  /** The mean of the scores that there are; 1 where there are none. */
  double worth() {
    return scores.values().stream().mapToDouble(Double::doubleValue).average().orElse(1);
  }
}
