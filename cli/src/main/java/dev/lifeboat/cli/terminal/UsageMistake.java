package dev.lifeboat.cli.terminal;

import dev.lifeboat.plan.NearestWord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// A command line that cannot be understood, in words of whoever typed it: those of the parser tell
/// of indices and of Java's types.
///
/// @param command as far as it was understood
record UsageMistake(ParameterException thrown, CommandLine command) {
  /// Among the words of an option, which are listed both ways, those that only the code knows.
  private static final Pattern CONSTANT = Pattern.compile("\\b[A-Z_]+, (?=[a-z][^'\\[]*] \\(case)");

  private static final Pattern VALUE =
      Pattern.compile("^Invalid value for (?:option|positional parameter[^']*) '([^']+)'[^:]*: ");

  private static final Pattern TWICE =
      Pattern.compile("^option '([^']+)'.* should be specified only once$");

  private static final Pattern TYPE = Pattern.compile(" is not an? (\\w+)");

  private static final Pattern NONE_OF =
      Pattern.compile("expected one of \\[(.*)] \\(case-sensitive\\) but was ('.*')$");

  static UsageMistake of(ParameterException thrown) {
    return new UsageMistake(thrown, thrown.getCommandLine());
  }

  String happened() {
    return unmatched()
        .map(this::unknown)
        .or(this::missing)
        .orElseGet(() -> value(plain(String.valueOf(thrown.getMessage()))));
  }

  private static String value(String message) {
    var listed =
        NONE_OF.matcher(CONSTANT.matcher(message).replaceAll("")).replaceAll("$2 is none of $1");
    return TYPE.matcher(listed).replaceAll(type -> " is " + named(type.group(1)));
  }

  String action() {
    var spec = command.getCommandSpec();
    var nearest =
        unmatched()
            .flatMap(word -> NearestWord.of(word, known(word, spec)))
            .map("did you mean '%s'? "::formatted)
            .or(() ->
                unmatched()
                    .filter(UsageMistake::isFile)
                    .map("for that file write './%s'; "::formatted))
            .orElse("");
    return "%suse: %s; see '%s --help'"
        .formatted(nearest, Usage.synopsis(command), spec.qualifiedName());
  }

  /// The parser's sentences about an option, in fewer words.
  private static String plain(String message) {
    var value = VALUE.matcher(message.strip()).replaceAll("$1: ");
    return TWICE.matcher(value).replaceAll("$1 is given twice");
  }

  private static boolean isFile(String word) {
    return word.startsWith("-") && Files.exists(Path.of(word));
  }

  /// The first word that nobody knows. Before one that is missing it is told alone: it was to be
  /// that, or keeps the parser from it.
  private Optional<String> unmatched() {
    return switch (thrown) {
      case UnmatchedArgumentException it -> it.getUnmatched().stream().findFirst();
      case MissingParameterException it when !lacksValue(it) ->
          command.getUnmatchedArguments().stream().filter(word -> word.startsWith("-")).findFirst();
      default -> Optional.empty();
    };
  }

  private static boolean lacksValue(MissingParameterException absent) {
    return String.valueOf(absent.getMessage()).contains("parameter for option");
  }

  /// What is not there and must be.
  private Optional<String> missing() {
    if (!(thrown instanceof MissingParameterException absent) || absent.getMissing().isEmpty()) {
      return Optional.empty();
    }
    var all =
        absent.getMissing().stream()
            .map(it -> it instanceof OptionSpec option ? option.longestName() : it.paramLabel())
            .toList();
    return Optional.of(
        lacksValue(absent)
            ? "%s needs a value".formatted(all.getFirst())
            : "%s is missing".formatted(String.join(" and ", all)));
  }

  private String unknown(String word) {
    if (word.startsWith("-")) {
      return "unknown option '%s'".formatted(word);
    }
    return command.getCommandSpec().subcommands().isEmpty()
        ? "'%s' is one word too many".formatted(word)
        : "unknown command '%s'".formatted(word);
  }

  private static List<String> known(String word, CommandSpec spec) {
    return List.copyOf(
        word.startsWith("-") ? spec.optionsMap().keySet() : spec.subcommands().keySet());
  }

  private static String named(String type) {
    return switch (type) {
      case "int", "long" -> "no whole number";
      case "double" -> "no number";
      case "boolean" -> "neither true nor false";
      default -> "no " + type;
    };
  }
}
