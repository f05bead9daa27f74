package org.braintrustbeam.runners.options;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.braintrustbeam.pipelines.command.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The line of one command.
 *
 * @param name what one types
 * @param description one line for the list of commands
 * @param details a sentence or two for the command's own help
 * @param arguments what is given by its place, a list at the end
 * @param own the command's own flags
 * @param shared the flags that other commands have as well
 */
public record Syntax(
    String name,
    String description,
    String details,
    List<Flag> arguments,
    List<Flag> own,
    List<Flag> shared) {

  /**
   * Splits a line.
   *
   * @throws UsageException naming the flag or argument that is wrong, never the value of one that
   *     does not exist
   */
  public Given parse(List<String> args, Variables variables) {
    new Mistakes(this).check(args);
    CommandSpec spec = spec();
    try {
      new CommandLine(spec).parseArgs(args.toArray(String[]::new));
    } catch (CommandLine.ParameterException e) {
      throw new Mistakes(this).explain(e);
    }
    return new Given(texts(spec), variables, () -> HelpText.usage(this));
  }

  /** All flags, arguments left out. */
  public List<Flag> flags() {
    return Stream.concat(own.stream(), shared.stream()).toList();
  }

  CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("braintrust-beam " + name);
    spec.parser()
        .expandAtFiles(false) // an argument that begins with @ is a name, not a file to read
        .caseInsensitiveEnumValuesAllowed(false)
        .posixClusteredShortOptionsAllowed(false)
        .trimQuotes(false);
    spec.interpolateVariables(false);
    flags().forEach(flag -> spec.addOption(option(flag)));
    for (int place = 0; place < arguments.size(); place++) {
      spec.addPositional(positional(arguments.get(place), place));
    }
    return spec;
  }

  static OptionSpec option(Flag flag) {
    OptionSpec.Builder option =
        OptionSpec.builder(flag.name())
            .description(HelpText.describe(flag))
            .paramLabel(flag.label());
    return switch (flag.kind()) {
      case SWITCH -> option.type(boolean.class).arity("0").build();
      case LIST -> option.type(List.class).auxiliaryTypes(String.class).arity("1").build();
      default -> option.type(String.class).arity("1").build();
    };
  }

  static PositionalParamSpec positional(Flag argument, int place) {
    PositionalParamSpec.Builder positional =
        PositionalParamSpec.builder()
            .paramLabel(argument.name())
            .description(HelpText.describe(argument));
    // Never required for picocli: Given says what is missing, for flags and arguments alike.
    positional.arity("0..1").required(false);
    return argument.kind() == Flag.Kind.LIST
        ? positional.index(place + "..*").type(List.class).auxiliaryTypes(String.class).build()
        : positional.index("" + place).type(String.class).build();
  }

  private Map<String, List<String>> texts(CommandSpec spec) {
    Map<String, List<String>> texts = new HashMap<>();
    for (ArgSpec arg : given(spec)) {
      String key = arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
      texts.computeIfAbsent(key, any -> new ArrayList<>()).addAll(arg.stringValues());
    }
    return texts;
  }

  private static List<ArgSpec> given(CommandSpec spec) {
    CommandLine.ParseResult parsed = spec.commandLine().getParseResult();
    return parsed.matchedArgs().stream().distinct().toList();
  }
}
