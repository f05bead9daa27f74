package org.braintrustbeam.runners.options;

import com.google.auto.value.AutoValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.braintrustbeam.pipelines.command.UsageException;
import org.jspecify.annotations.Nullable;

/** One flag or one positional argument: its name, what it takes, and what the help says. */
@AutoValue
public abstract class Flag {
  /** Only words in lower case are meant as the values themselves; {@code NAME|ID} is a label. */
  private static final Pattern CHOICES = Pattern.compile("[a-z0-9-]+(\\|[a-z0-9-]+)+");

  private static final Set<String> YES = Set.of("true", "yes", "1", "on");
  private static final Set<String> NO = Set.of("false", "no", "0", "off");

  /** What a flag takes. */
  public enum Kind {
    /** Any text. */
    TEXT,
    /** A whole number in the flag's range. */
    WHOLE_NUMBER,
    /** A number. */
    NUMBER,
    /** Nothing: given means yes. */
    SWITCH,
    /** Texts; the flag may be repeated. */
    LIST
  }

  /** A flag such as {@code --output}, or an argument such as {@code EXPERIMENT}. */
  public static Builder named(String name, Kind kind) {
    return new AutoValue_Flag.Builder()
        .name(name)
        .kind(kind)
        .label(kind == Kind.SWITCH ? "" : "VALUE")
        .description("")
        .defaultText(Optional.empty())
        .environment(List.of())
        .ofOthers(List.of())
        .behind(Optional.empty())
        .min(Long.MIN_VALUE)
        .max(Long.MAX_VALUE)
        .required(false);
  }

  /** As it is typed, with its dashes; for an argument what the help calls it. */
  public abstract String name();

  /** What it takes. */
  public abstract Kind kind();

  /** What the help shows for the value. */
  public abstract String label();

  public abstract String description();

  /** The default as the help shows it. */
  public abstract Optional<String> defaultText();

  /** Environment variables that stand in for the flag, the first one that is set wins. */
  @SuppressWarnings("AutoValueImmutableFields") // only ever set by List.of
  public abstract List<String> environment();

  /** Those of them that other programs have made: for a switch they mean yes or nothing. */
  @SuppressWarnings("AutoValueImmutableFields") // only ever set by List.of
  public abstract List<String> ofOthers();

  /** The flag whose value is the default; where it is typed, no variable counts. */
  public abstract Optional<String> behind();

  /** The least value of a whole number. */
  public abstract long min();

  /** The greatest value of a whole number. */
  public abstract long max();

  /** Whether a run without it is a mistake. */
  public abstract boolean required();

  /** Whether it is given by its place on the line. */
  public final boolean isArgument() {
    return !name().startsWith("-");
  }

  /** The only values accepted; empty if any is. */
  public final List<String> choices() {
    return CHOICES.matcher(label()).matches() ? Arrays.asList(label().split("\\|")) : List.of();
  }

  /** Whether one value may hold several, with commas between. */
  public final boolean takesCommas() {
    return kind() == Kind.LIST && (!choices().isEmpty() || label().contains(","));
  }

  /**
   * Makes a value out of text.
   *
   * @param source where the text came from, for the message: the flag or a variable
   * @return a String, Long, Double or Boolean, as the kind says
   * @throws UsageException naming the source, what is allowed and what was given
   */
  public final Object convert(String source, String text) {
    return switch (kind()) {
      case WHOLE_NUMBER -> wholeNumber(source, text.strip());
      case NUMBER -> number(source, text.strip());
      case SWITCH -> yesOrNo(source, text.strip());
      case TEXT, LIST -> choice(source, text);
    };
  }

  /**
   * Makes a value out of a variable's text; null where that says nothing.
   *
   * @throws UsageException as for a flag, but not of a variable that is another program's
   */
  final @Nullable Object ofVariable(String name, String text) {
    if (ofOthers().contains(name)) {
      return YES.contains(text.strip().toLowerCase(Locale.ROOT)) ? true : null;
    }
    return convert(name, text);
  }

  private Long wholeNumber(String source, String text) {
    long value;
    try {
      value = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new UsageException(source + " must be a whole number" + range() + ", got " + text);
    }
    if (value > max() && max() == Integer.MAX_VALUE) {
      throw new UsageException(source + " must be at most " + max() + ", got " + text);
    }
    if (value < min() || value > max()) {
      throw new UsageException(source + " must be" + range() + ", got " + text);
    }
    return value;
  }

  private String range() {
    boolean hasMin = min() > Integer.MIN_VALUE;
    if (max() >= Integer.MAX_VALUE) {
      return hasMin ? " at least " + min() : "";
    }
    return hasMin ? " " + min() + " to " + max() : " at most " + max();
  }

  private static Double number(String source, String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // The message below is for both.
    }
    throw new UsageException(source + " must be a number, got " + text);
  }

  private static Boolean yesOrNo(String source, String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (!YES.contains(word) && !NO.contains(word)) {
      throw new UsageException(source + " must be true or false, got " + text);
    }
    return YES.contains(word);
  }

  private String choice(String source, String text) {
    List<String> choices = choices();
    if (!choices.isEmpty() && !choices.contains(text)) {
      throw new UsageException(
          source + " must be " + String.join(" or ", choices) + ", got " + text);
    }
    return text;
  }

  /** Fills in a flag. */
  @AutoValue.Builder
  public abstract static class Builder {
    abstract Builder name(String name);

    abstract Builder kind(Kind kind);

    /** What the help shows for the value; words joined by {@code |} are the only values. */
    public abstract Builder label(String label);

    /** What it does, for the help. */
    public abstract Builder description(String description);

    abstract Builder defaultText(Optional<String> text);

    /** The default as the help shows it. */
    public abstract Builder defaultText(String text);

    abstract Builder environment(List<String> names);

    /** Environment variables that stand in for it. */
    public final Builder environment(String... names) {
      return environment(List.of(names));
    }

    abstract Builder ofOthers(List<String> names);

    abstract Builder behind(Optional<String> flag);

    /** The least whole number. */
    public abstract Builder min(long min);

    /** The greatest whole number. */
    public abstract Builder max(long max);

    abstract Builder required(boolean required);

    /** The flag. */
    public abstract Flag build();
  }
}
