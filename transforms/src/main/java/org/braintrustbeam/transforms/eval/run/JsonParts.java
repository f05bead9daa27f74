package org.braintrustbeam.transforms.eval.run;

import java.math.BigDecimal;
import java.util.Map;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.eval.score.ScoreName;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.braintrustbeam.transforms.json.ObjectBytes;
import org.jspecify.annotations.Nullable;

/** Small values of lines and spans. */
final class JsonParts {
  private JsonParts() {}

  static RawJson text(@Nullable String text) {
    return text == null ? RawJson.NULL : JsonMerge.string(text);
  }

  static RawJson number(long value) {
    return RawJson.of(Long.toString(value));
  }

  static RawJson truth(boolean value) {
    return RawJson.of(Boolean.toString(value));
  }

  /** Milliseconds as seconds. */
  static RawJson seconds(long millis) {
    return RawJson.of(BigDecimal.valueOf(millis, 3).toPlainString());
  }

  /** Without a fraction where there is none, as services print it. */
  static RawJson score(@Nullable Double score) {
    if (score == null) {
      return RawJson.NULL;
    }
    return RawJson.of(BigDecimal.valueOf(score).stripTrailingZeros().toPlainString());
  }

  /** {@code {name: score}}; null for those that do not apply. */
  static RawJson scores(Map<ScoreName, Double> scores, Iterable<ScoreName> names) {
    ObjectBytes json = new ObjectBytes();
    names.forEach(name -> json.put(name.label(), score(scores.get(name))));
    return json.toJson();
  }
}
