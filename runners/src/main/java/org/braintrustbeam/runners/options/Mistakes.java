package org.braintrustbeam.runners.options;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.braintrustbeam.pipelines.command.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Says what is wrong with a line, so that one can mend it. */
final class Mistakes {
  private static final Set<String> KEY_FLAGS =
      Set.of("apikey", "key", "token", "apitoken", "braintrustapikey");

  private final Syntax syntax;

  Mistakes(Syntax syntax) {
    this.syntax = syntax;
  }

  /** Finds what would otherwise be reported with the value that was typed, or taken as one. */
  void check(List<String> args) {
    refuseKeys(args);
    refuseFlagsAsValues(args);
    Set<String> switches = names(true);
    for (String arg : args) {
      if (arg.contains("=") && switches.contains(bare(arg))) {
        throw new UsageException(bare(arg) + " takes no value");
      }
    }
  }

  private Set<String> names(boolean switches) {
    return syntax.flags().stream()
        .filter(flag -> (flag.kind() == Flag.Kind.SWITCH) == switches)
        .map(Flag::name)
        .collect(Collectors.toSet());
  }

  private void refuseFlagsAsValues(List<String> args) {
    Set<String> valued = names(false);
    for (int i = 0; i + 1 < args.size(); i++) {
      if (valued.contains(args.get(i)) && args.get(i + 1).startsWith("--")) {
        throw new UsageException(
            "%s needs a value, but %s follows; for a value with dashes write %s=VALUE"
                .formatted(args.get(i), bare(args.get(i + 1)), args.get(i)));
      }
    }
  }

  /** A key on the line shows up in process lists and shell histories. */
  static void refuseKeys(List<String> args) {
    for (String arg : args) {
      if (arg.startsWith("-") && KEY_FLAGS.contains(letters(bare(arg)))) {
        throw new UsageException(
            "there is no flag for the API key, because process lists and shell histories would"
                + " show it: set BRAINTRUST_API_KEY, put it into .env, or give --api-key-file FILE");
      }
    }
  }

  UsageException explain(CommandLine.ParameterException mistake) {
    if (mistake instanceof CommandLine.UnmatchedArgumentException unmatched) {
      return unknown(unmatched.getUnmatched());
    }
    if (mistake instanceof CommandLine.OverwrittenOptionException twice) {
      return new UsageException(name(twice.getOverwritten()) + " is given twice");
    }
    if (mistake instanceof CommandLine.MissingParameterException missing) {
      String names = missing.getMissing().stream().map(Mistakes::name).collect(joined());
      return new UsageException(names + " needs a value");
    }
    ArgSpec arg = mistake.getArgSpec();
    return new UsageException("cannot read " + (arg == null ? "the command line" : name(arg)));
  }

  private UsageException unknown(List<String> unmatched) {
    return unmatched.stream()
        .filter(arg -> arg.startsWith("-") && arg.length() > 1)
        .findFirst()
        .map(arg -> unknownFlag(bare(arg)))
        .orElseGet(() -> new UsageException("unexpected argument " + unmatched.get(0)));
  }

  private UsageException unknownFlag(String typed) {
    List<String> names =
        Stream.concat(syntax.flags().stream().map(Flag::name), Stream.of("--help")).toList();
    String hint =
        Nearest.to(typed, names).map(near -> "did you mean " + near + "?").orElse("see --help");
    return new UsageException("%s has no flag %s; %s".formatted(syntax.name(), typed, hint));
  }

  private static String name(ArgSpec arg) {
    return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
  }

  private static String bare(String arg) {
    int equals = arg.indexOf('=');
    return equals < 0 ? arg : arg.substring(0, equals);
  }

  private static String letters(String flag) {
    return flag.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(", ");
  }
}
