package org.braintrustbeam.runners.options;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.braintrustbeam.pipelines.command.BraintrustOptions;

/** The flags of a command, read off its options interface, and the way to set them there. */
public final class CommandFlags {
  private static final Comparator<OptionGetter> BY_NAME =
      Comparator.comparing((OptionGetter option) -> option.flag().kind() == Flag.Kind.LIST)
          .thenComparing(option -> option.flag().name());

  private final List<OptionGetter> options;

  private CommandFlags(List<OptionGetter> options) {
    this.options = options;
  }

  /** The flags of an options interface; Beam's own options are none. */
  public static CommandFlags of(Class<? extends BraintrustOptions> type) {
    return new CommandFlags(
        Arrays.stream(type.getMethods())
            .filter(OptionGetter::isGetter)
            .filter(getter -> !getter.getDeclaringClass().getName().startsWith("org.apache.beam."))
            .map(OptionGetter::of)
            .sorted(BY_NAME) // reflection has no order; a list of arguments must come last
            .toList());
  }

  /** The arguments, in their order on the line. */
  public List<Flag> arguments() {
    return options.stream().map(OptionGetter::flag).filter(Flag::isArgument).toList();
  }

  /** The flags that only this command has, by name. */
  public List<Flag> own() {
    return flags(false);
  }

  /** The flags that every command has, by name. */
  public List<Flag> shared() {
    return flags(true);
  }

  private List<Flag> flags(boolean shared) {
    return options.stream()
        .filter(option -> !option.flag().isArgument() && option.isShared() == shared)
        .map(OptionGetter::flag)
        .sorted(Comparator.comparing(Flag::name))
        .toList();
  }

  /**
   * Looks at all values, so that a mistake is found before anything else is done.
   *
   * @throws org.braintrustbeam.pipelines.command.UsageException for the first mistake
   */
  public void check(Given given) {
    options.forEach(option -> given.value(option.flag()));
  }

  /** Sets what the user gave; whatever was not given keeps the default of its getter. */
  public void set(PipelineOptions target, Given given) {
    for (OptionGetter option : options) {
      Object value = given.value(option.flag());
      if (value != null) {
        invoke(option.setter(), target, option.adapt(value));
      }
    }
  }

  private static void invoke(Method setter, PipelineOptions target, Object value) {
    try {
      setter.invoke(target, value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot call " + setter.getName(), e);
    }
  }
}
