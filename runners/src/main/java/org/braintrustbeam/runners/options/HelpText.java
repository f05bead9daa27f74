package org.braintrustbeam.runners.options;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Lays out the help of a command. */
public final class HelpText {
  private static final int WIDTH = 100;

  private final Syntax syntax;
  private final Help.ColorScheme colors;

  private HelpText(Syntax syntax, Help.Ansi ansi) {
    this.syntax = syntax;
    this.colors = Help.defaultColorScheme(ansi);
  }

  /** The help of one command, with colours or without. */
  public static String of(Syntax syntax, boolean colored) {
    return new HelpText(syntax, colored ? Help.Ansi.ON : Help.Ansi.OFF).render();
  }

  /** How the command is typed, e.g. {@code braintrust-beam fetch EXPERIMENT [flags]}. */
  public static String usage(Syntax syntax) {
    String arguments =
        syntax.arguments().stream().map(HelpText::asTyped).collect(Collectors.joining());
    return "braintrust-beam " + syntax.name() + arguments + " [flags]";
  }

  static String[] describe(Flag flag) {
    StringBuilder text = new StringBuilder(flag.description());
    flag.defaultText().ifPresent(value -> text.append(" Default: ").append(value).append('.'));
    if (!flag.environment().isEmpty()) {
      text.append(" [env: ").append(String.join(", ", flag.environment())).append(']');
    }
    // picocli formats descriptions, so that a lone % would end the program.
    return new String[] {text.toString().replace("%", "%%")};
  }

  private static String asTyped(Flag argument) {
    String name = argument.name();
    String typed = argument.kind() == Flag.Kind.LIST ? name + "..." : name;
    return argument.required() ? " " + typed : " [" + typed + "]";
  }

  private String render() {
    StringBuilder text = new StringBuilder();
    text.append(heading("Usage: ")).append(usage(syntax)).append("\n\n");
    text.append(colors.ansi().string(wrapped(syntax.details()))).append("\n");
    section(text, "Arguments", List.of(), positionals());
    section(text, "Flags", options(syntax.own()), List.of());
    section(text, "Flags of every command", options(syntax.shared()), List.of());
    return text.toString();
  }

  private static String wrapped(String details) {
    return details.replaceAll("(.{1,%d})( +|$)".formatted(WIDTH), "$1\n").stripTrailing();
  }

  private void section(
      StringBuilder text,
      String title,
      List<OptionSpec> options,
      List<PositionalParamSpec> positionals) {
    if (!options.isEmpty() || !positionals.isEmpty()) {
      text.append("\n").append(heading(title)).append("\n");
      text.append(layout(options, positionals));
    }
  }

  private String layout(List<OptionSpec> options, List<PositionalParamSpec> positionals) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().width(WIDTH).longOptionsMaxWidth(32);
    Help help = new Help(spec, colors);
    Help.Layout layout = help.createDefaultLayout(options, positionals, colors);
    layout.addAllPositionalParameters(positionals, new PlainLabels());
    layout.addAllOptions(options, help.createDefaultParamLabelRenderer());
    return layout.toString();
  }

  /** An argument's name and nothing else; how often it is given stands in the usage line. */
  private static final class PlainLabels implements Help.IParamLabelRenderer {
    @Override
    public Help.Ansi.Text renderParameterLabel(
        ArgSpec arg, Help.Ansi ansi, List<Help.Ansi.IStyle> styles) {
      return ansi.new Text(arg.paramLabel());
    }

    @Override
    public String separator() {
      return "";
    }
  }

  private List<PositionalParamSpec> positionals() {
    return IntStream.range(0, syntax.arguments().size())
        .mapToObj(place -> Syntax.positional(syntax.arguments().get(place), place))
        .toList();
  }

  private static List<OptionSpec> options(List<Flag> flags) {
    return flags.stream().map(Syntax::option).toList();
  }

  private String heading(String text) {
    return colors.ansi().string("@|bold " + text + "|@");
  }
}
