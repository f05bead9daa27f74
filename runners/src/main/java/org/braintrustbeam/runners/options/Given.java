package org.braintrustbeam.runners.options;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.braintrustbeam.pipelines.command.UsageException;
import org.jspecify.annotations.Nullable;

/** What the user gave: on the line, else in the environment. An empty text counts as not given. */
public final class Given {
  private final Map<String, List<String>> line;
  private final Variables variables;
  private final Supplier<String> usage;

  /**
   * Of what stands on the line.
   *
   * @param line the texts of each flag that was given; none for a switch
   * @param usage how the command is typed, for the message about what is missing
   */
  Given(Map<String, List<String>> line, Variables variables, Supplier<String> usage) {
    this.line = line;
    this.variables = variables;
    this.usage = usage;
  }

  /** The same line, with other variables behind it. */
  public Given with(Variables others) {
    return new Given(line, others, usage);
  }

  /** Whether a flag of this name stands on the line, and not in the environment only. */
  public boolean typed(String name) {
    return line.containsKey(name);
  }

  private boolean onLine(Flag flag) {
    return line.containsKey(flag.name())
        && (flag.kind() == Flag.Kind.SWITCH || !textsOnLine(flag).isEmpty());
  }

  /**
   * A flag's value: String, Long, Double, Boolean or a list of Strings; null if it was not given.
   *
   * @throws UsageException if it is none of the values that are allowed, or if it is missing
   */
  public @Nullable Object value(Flag flag) {
    Object value = onLine(flag) ? lineValue(flag) : environmentValue(flag);
    if (value == null && flag.required()) {
      throw new UsageException(
          "missing %s %s; usage: %s"
              .formatted(flag.isArgument() ? "argument" : "flag", flag.name(), usage.get()));
    }
    return value;
  }

  /** The value of a flag that takes text. */
  public @Nullable String text(Flag flag) {
    return (String) value(flag);
  }

  /** The values of a flag that takes several texts; empty if it was not given. */
  public List<String> texts(Flag flag) {
    return value(flag) instanceof List<?> values
        ? values.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** The value of a flag that takes a whole number. */
  public @Nullable Long number(Flag flag) {
    return (Long) value(flag);
  }

  /** Whether a switch is on. */
  public boolean on(Flag flag) {
    return Boolean.TRUE.equals(value(flag));
  }

  /** An environment variable, {@code .env} included. */
  public @Nullable String variable(String name) {
    return variables.get(name);
  }

  private List<String> textsOnLine(Flag flag) {
    return line.getOrDefault(flag.name(), List.of()).stream().filter(t -> !t.isEmpty()).toList();
  }

  private Object lineValue(Flag flag) {
    if (flag.kind() == Flag.Kind.SWITCH) {
      return true;
    }
    List<String> texts = textsOnLine(flag);
    return flag.kind() == Flag.Kind.LIST
        ? list(flag, flag.name(), texts, flag.takesCommas())
        : flag.convert(flag.name(), texts.get(0));
  }

  private @Nullable Object environmentValue(Flag flag) {
    if (flag.behind().filter(this::typed).isPresent()) {
      return null;
    }
    for (String name : flag.environment()) {
      String text = variables.get(name);
      Object value = text == null ? null : variableValue(flag, name, text);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable Object variableValue(Flag flag, String name, String text) {
    return flag.kind() == Flag.Kind.LIST
        ? list(flag, name, List.of(text), true)
        : flag.ofVariable(name, text);
  }

  private static List<String> list(Flag flag, String source, List<String> texts, boolean commas) {
    return texts.stream()
        .flatMap(
            text -> commas ? Arrays.stream(text.split(",")) : Arrays.stream(new String[] {text}))
        .map(text -> commas ? text.strip() : text)
        .filter(text -> !text.isEmpty())
        .map(text -> String.valueOf(flag.convert(source, text)))
        .collect(Collectors.toList()); // Beam serializes its options: a plain list
  }
}
