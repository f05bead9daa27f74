package org.braintrustbeam.transforms.facet.call;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.braintrustbeam.transforms.facet.text.Bucket;
import org.braintrustbeam.transforms.facet.text.PythonText;
import org.braintrustbeam.transforms.facet.text.ValueText;
import org.braintrustbeam.transforms.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The facet calls of one span.
 *
 * @param calls one for each prompt, in their order
 * @param reason why there are none; null if there are some
 */
public record SpanCalls(List<FacetCall> calls, @Nullable NoCall reason) {

  /** Parses a span. */
  public static SpanCalls of(FacetSpan span, ParsePlan plan) {
    List<Message> messages = SpanMessages.base(span.input());
    PreprocessedText text = PreprocessedText.of(span.input(), messages);
    List<List<Message>> groups = SpanMessages.suffixGroups(span);
    List<String> prompts =
        groups.isEmpty()
            ? fallbackPrompt(messages, text)
            : groups.stream().map(SpanCalls::prompt).toList();
    if (prompts.isEmpty()) {
      return new SpanCalls(List.of(), messages.isEmpty() ? NoCall.NO_MESSAGES : NoCall.NO_PROMPT);
    }
    Parts parts = new Parts(span, messages, text, groups.isEmpty());
    return new SpanCalls(parts.calls(prompts, plan), null);
  }

  private static String prompt(List<Message> group) {
    return PythonText.strip(
        group.stream().map(Message::content).collect(Collectors.joining("\n\n")));
  }

  /** The last message that is not the text itself; none or one. */
  private static List<String> fallbackPrompt(List<Message> messages, PreprocessedText text) {
    List<String> prompts =
        messages.stream().filter(message -> !text.isAllOf(message)).map(Message::content).toList();
    return prompts.subList(Math.max(0, prompts.size() - 1), prompts.size());
  }

  /** What the calls of a span have in common. */
  private record Parts(
      FacetSpan span, List<Message> messages, PreprocessedText text, boolean promptIsMessage) {

    List<FacetCall> calls(List<String> prompts, ParsePlan plan) {
      List<FacetName> names = new ArrayList<>();
      for (int i = 0; i < prompts.size(); i++) {
        names.add(FacetName.of(plan, span.metadata(), prompts.get(i), i, prompts.size() > 1));
      }
      String output = ValueText.of(span.output());
      String group = splitGroup(span.metadata(), plan.splitGroupPath());
      List<FacetCall> calls = new ArrayList<>();
      for (int i = 0; i < prompts.size(); i++) {
        calls.add(
            new FacetCall(
                span.source(),
                i,
                isNamedAgain(names, i),
                names.get(i).name(),
                prompts.get(i),
                text.text(),
                messages,
                output.isEmpty() ? null : output,
                fallbacks(names.get(i)),
                group,
                Bucket.UNKNOWN,
                null));
      }
      return calls;
    }

    private static boolean isNamedAgain(List<FacetName> names, int place) {
      String name = names.get(place).name();
      return names.stream().skip(place + 1L).anyMatch(later -> later.name().equals(name));
    }

    private Set<Fallback> fallbacks(FacetName name) {
      Set<Fallback> fallbacks = EnumSet.noneOf(Fallback.class);
      if (text.fallback() != null) {
        fallbacks.add(text.fallback());
      }
      if (promptIsMessage) {
        fallbacks.add(Fallback.PROMPT_OF_MESSAGE);
      }
      if (name.fallback() != null) {
        fallbacks.add(name.fallback());
      }
      return fallbacks;
    }
  }

  /** The text of the value that rows are kept together by. */
  private static @Nullable String splitGroup(JsonValue metadata, List<String> path) {
    JsonValue value = path.isEmpty() ? JsonValue.Nil.NIL : metadata;
    for (String name : path) {
      value = value.member(name);
    }
    String text = ValueText.of(value);
    return text.isEmpty() ? null : text;
  }
}
