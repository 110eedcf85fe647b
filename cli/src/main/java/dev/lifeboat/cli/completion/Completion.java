package dev.lifeboat.cli.completion;

import dev.lifeboat.cli.terminal.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// Reads a line that is not finished and says what could stand next.
final class Completion {
  private final KnownValues values;
  private final List<String> typed;
  private final String begun;
  private final ParseResult line;

  /// @param parser with the commands that an unfinished line can mean
  /// @param words those after the program's name; the last one is the word to complete, maybe empty
  Completion(Function<List<String>, CommandLine> parser, List<String> words) {
    this.values = new KnownValues(path -> below(parser, path));
    this.typed = words.subList(0, words.size() - 1);
    this.begun = words.getLast();
    this.line = read(parser.apply(words), typed);
  }

  /// The commands that help shows below the one that these words lead to.
  private static List<String> below(Function<List<String>, CommandLine> parser, List<String> path) {
    var found = parser.apply(Stream.concat(path.stream(), Stream.of("")).toList());
    for (var word : path) {
      found = found == null ? null : found.getSubcommands().get(word);
    }
    return found == null
        ? List.of()
        : shown(found.getCommandSpec()).map(Map.Entry::getKey).toList();
  }

  private static ParseResult read(CommandLine parser, List<String> typed) {
    forgive(parser);
    var read = parser.setUnmatchedArgumentsAllowed(true).parseArgs(typed.toArray(String[]::new));
    while (read.hasSubcommand()) {
      read = read.subcommand();
    }
    return read;
  }

  private static void forgive(CommandLine command) {
    command.getCommandSpec().parser().collectErrors(true);
    command.getSubcommands().values().forEach(Completion::forgive);
  }

  /// What may follow.
  List<Proposal> proposals() {
    return candidates().stream().filter(it -> it.shells() || it.word().startsWith(begun)).toList();
  }

  private List<Proposal> candidates() {
    var open = open();
    if (open.isPresent()) {
      return valuesOf(open.get(), begun);
    } else if (begun.startsWith("-") && !typed.contains("--")) {
      return options();
    }
    var subcommands =
        shown(line.commandSpec())
            .map(it -> new Proposal(it.getKey(), description(it.getValue())))
            .toList();
    return subcommands.isEmpty() ? argument() : subcommands;
  }

  /// The option whose value is completed.
  private Optional<ArgSpec> open() {
    return line.errors().stream()
        .filter(MissingParameterException.class::isInstance)
        .flatMap(it -> ((MissingParameterException) it).getMissing().stream())
        .filter(it ->
            it instanceof OptionSpec option && List.of(option.names()).contains(typed.getLast()))
        .findFirst();
  }

  private static Stream<Map.Entry<String, CommandLine>> shown(CommandSpec of) {
    return of.subcommands().entrySet().stream()
        .filter(it -> !it.getValue().getCommandSpec().usageMessage().hidden());
  }

  private static String description(CommandLine of) {
    return String.join(" ", of.getCommandSpec().usageMessage().description());
  }

  private List<Proposal> options() {
    int equals = begun.indexOf('=');
    if (equals > 0) {
      var name = begun.substring(0, equals);
      return Optional.ofNullable(line.commandSpec().findOption(name)).stream()
          .flatMap(it -> valuesOf(it, begun.substring(equals + 1)).stream())
          .map(it -> it.shells() ? it : new Proposal(name + "=" + it.word(), it.about()))
          .toList();
    }
    return line.commandSpec().options().stream()
        .filter(option -> !option.hidden() && !line.hasMatchedOption(option))
        .map(option -> new Proposal(option.longestName(), String.join(" ", option.description())))
        .toList();
  }

  private List<Proposal> argument() {
    return line.commandSpec().positionalParameters().stream()
        .filter(it -> it.index().contains(arguments().size()))
        .findFirst()
        .map(it -> valuesOf(it, begun))
        .orElse(List.of());
  }

  private List<String> arguments() {
    return line.matchedPositionals().stream()
        .flatMap(it -> it.originalStringValues().stream())
        .toList();
  }

  private List<Proposal> valuesOf(ArgSpec spec, String begun) {
    if (spec.type().isEnum() && spec.converters().length == 0) {
      return Stream.of(spec.type().getEnumConstants()).map(it -> Proposal.of(it + "")).toList();
    }
    var name = spec instanceof OptionSpec option ? option.longestName() : spec.paramLabel();
    return values.of(
        name, new KnownValues.Line(line.commandSpec().name(), arguments(), state(), begun));
  }

  /// As the command would find it; the plan is among the first words mostly.
  private Path state() {
    var near =
        arguments().stream()
            .map(Path::of)
            .filter(Files::isRegularFile)
            .findFirst()
            .map(StateFolder::above)
            .orElse(Path.of(""));
    return StateFolder.lookedUp(line.matchedOptionValue("--state", null), near);
  }
}
