package org.braintrustbeam.transforms.eval.score;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.braintrustbeam.io.row.MalformedJsonException;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.facet.text.Reasoning;
import org.jspecify.annotations.Nullable;

/**
 * What a judge has answered.
 *
 * @param choice the letter
 * @param rationale its reasons; empty if it gives none
 */
public record JudgeVerdict(FactualityChoice choice, String rationale) {
  private static final Pattern FENCE =
      Pattern.compile("```(?:json)?\\s*(.*?)\\s*```", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  /** A letter by itself, in whatever brackets, quotes or emphasis. */
  private static final Pattern LETTER =
      Pattern.compile("[\"'`*_\\[(]*([A-Ea-e])[\"'`*_\\])]*[.:]?[\"'`*_]*");

  /** A letter as the mark of the choice that is quoted after it. */
  private static final Pattern MARK =
      Pattern.compile("[\"'`*_]*(?:\\(([A-E])\\)|([A-E])[.):])[\"'`*_]*(?:\\s.*)?");

  /** A letter that is announced, at the end of a sentence. */
  private static final Pattern ANNOUNCED =
      Pattern.compile(
          ".*\\b(?:(?i:choice|answer|option|verdict|choose|select|pick))\\b"
              + "[\"'`*_]*\\s*(?:is|:|=|-)*[\"'`*_\\s]*(?:option\\s+)?"
              + "[\"'`*_\\[(]*([A-E])[\"'`*_\\])]*[.!]?[\"'`*_]*");

  /**
   * Reads an answer: the JSON object of a function call, a letter by itself, or a text whose last
   * line names the letter.
   *
   * @return null if it names none of the choices
   */
  public static @Nullable JudgeVerdict of(String answer) {
    String text = Reasoning.remove(answer);
    JudgeVerdict verdict = ofObject(text);
    Matcher fence = FENCE.matcher(text);
    if (verdict == null && fence.find()) {
      verdict = ofObject(fence.group(1));
    }
    return verdict == null ? ofLines(text) : verdict;
  }

  /** What an answer lacks, for a person; null if it names a choice. */
  public static @Nullable String problem(String answer) {
    return of(answer) == null ? "the judge's answer names none of A to E" : null;
  }

  private static @Nullable JudgeVerdict ofObject(String text) {
    RawJson json = RawJson.of(text);
    if (!json.isObject() || !json.isReadable()) {
      return null;
    }
    try {
      String choice = json.field("choice").text();
      FactualityChoice letter = choice == null ? null : letter(choice.strip());
      return letter == null ? null : new JudgeVerdict(letter, reasons(json.field("reasons")));
    } catch (MalformedJsonException e) {
      return null; // then it is a text
    }
  }

  /** A text, or a list of steps. */
  private static String reasons(RawJson value) {
    String text = value.text();
    return text != null
        ? text.strip()
        : value.elements().stream()
            .map(step -> step.text() == null ? step.toString() : String.valueOf(step.text()))
            .collect(Collectors.joining("\n"));
  }

  private static @Nullable JudgeVerdict ofLines(String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (lines.isEmpty()) {
      return null;
    }
    int last = lines.size() - 1;
    FactualityChoice letter = letter(lines.get(last));
    return letter == null
        ? null
        : new JudgeVerdict(letter, String.join("\n", lines.subList(0, last)));
  }

  private static @Nullable FactualityChoice letter(String line) {
    for (Pattern form : List.of(LETTER, MARK, ANNOUNCED)) {
      Matcher found = form.matcher(line);
      if (found.matches()) {
        String letter = found.group(1) == null ? found.group(2) : found.group(1);
        return FactualityChoice.valueOf(letter.toUpperCase(Locale.ROOT));
      }
    }
    return null;
  }
}
