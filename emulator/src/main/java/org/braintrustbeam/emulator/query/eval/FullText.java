package org.braintrustbeam.emulator.query.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonSlices;

/**
 * Whether a value has an ordered phrase of whole words: what {@code MATCH} and {@code search} ask.
 * Words end at whatever is no letter or digit, also at an underscore; case does not count.
 */
record FullText(List<Expr> fields, List<String> phrase) implements Condition {
  /** The fields that {@code search('x')} looks into. */
  private static final List<String> SEARCHED =
      List.of("input", "output", "expected", "error", "metadata", "tags");

  static FullText match(Expr field, String phrase) {
    return new FullText(List.of(field), words(phrase));
  }

  static List<String> searched() {
    return SEARCHED;
  }

  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c)) {
                word.appendCodePoint(c);
              } else {
                end(word, words);
              }
            });
    end(word, words);
    return words;
  }

  private static void end(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString().toLowerCase(Locale.ROOT));
      word.setLength(0);
    }
  }

  @Override
  public List<Expr> parts() {
    return fields;
  }

  @Override
  public byte[] of(QueryRow row) {
    boolean known = false;
    for (Expr field : fields) {
      byte[] value = field.of(row);
      if (has(value)) {
        return Json.TRUE;
      }
      known |= !Json.isNull(value);
    }
    return known ? Json.FALSE : Json.NULL;
  }

  /** A phrase does not go on from one text of a value to the next. */
  private boolean has(byte[] value) {
    return switch (Json.kind(value)) {
      case "null" -> false;
      case "array" -> JsonSlices.array(value).stream().anyMatch(this::has);
      case "object" ->
          JsonSlices.object(value).entrySet().stream()
              .anyMatch(member -> hasPhrase(member.getKey()) || has(member.getValue()));
      case "string" -> hasPhrase(Json.text(value));
      default -> hasPhrase(Json.ascii(value));
    };
  }

  private boolean hasPhrase(String text) {
    List<String> words = words(text);
    for (int i = 0; i + phrase.size() <= words.size(); i++) {
      if (!phrase.isEmpty() && words.subList(i, i + phrase.size()).equals(phrase)) {
        return true;
      }
    }
    return false;
  }
}
