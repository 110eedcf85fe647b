package dev.lifeboat.cli.completion;

import dev.lifeboat.cli.completion.KnownValues.Line;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Reads a line that is not finished and says what could stand next.
final class Completion {
  private static final String STATE = "--state";

  private final KnownValues values;
  private CommandLine command;
  private final List<String> arguments = new ArrayList<>();
  private final List<String> given = new ArrayList<>();
  private Path state = Path.of(".lifeboat");
  private Optional<OptionSpec> open = Optional.empty();
  private boolean onlyArguments;

  /// @param all the parser with every command
  Completion(CommandLine all) {
    this.command = all;
    this.values = new KnownValues(shown(all).map(Map.Entry::getKey).toList());
  }

  /// What may follow.
  ///
  /// @param words those after the program's name; the last one is the word to complete, maybe empty
  List<Proposal> after(List<String> words) {
    if (words.isEmpty()) {
      return List.of();
    }
    words.subList(0, words.size() - 1).forEach(this::read);
    var begun = words.getLast();
    return candidates(begun).stream()
        .filter(it -> it.shells() || it.word().startsWith(begun))
        .toList();
  }

  private void read(String word) {
    if (open.isPresent()) {
      took(open.get(), word);
      open = Optional.empty();
    } else if (!onlyArguments && word.equals("--")) {
      onlyArguments = true;
    } else if (!onlyArguments && word.startsWith("-")) {
      var parts = word.split("=", 2);
      given.add(parts[0]);
      var valued = option(parts[0]).filter(it -> it.arity().max() > 0);
      if (parts.length == 2) {
        valued.ifPresent(it -> took(it, parts[1]));
      } else {
        open = valued;
      }
    } else {
      var inner = command.getSubcommands().get(word);
      if (inner != null && arguments.isEmpty()) {
        command = inner;
      } else {
        arguments.add(word);
      }
    }
  }

  private Optional<OptionSpec> option(String name) {
    return Optional.ofNullable(command.getCommandSpec().findOption(name));
  }

  private void took(OptionSpec option, String value) {
    if (List.of(option.names()).contains(STATE)) {
      try {
        state = Path.of(value);
      } catch (InvalidPathException unreadable) {
        // The command itself will say so.
      }
    }
  }

  private List<Proposal> candidates(String begun) {
    if (open.isPresent()) {
      return valuesOf(open.get());
    } else if (!onlyArguments && begun.startsWith("-")) {
      return options(begun);
    }
    var subcommands =
        shown(command).map(it -> new Proposal(it.getKey(), description(it.getValue()))).toList();
    return subcommands.isEmpty() ? argument() : subcommands;
  }

  private static Stream<Map.Entry<String, CommandLine>> shown(CommandLine of) {
    return of.getSubcommands().entrySet().stream()
        .filter(it -> !it.getValue().getCommandSpec().usageMessage().hidden());
  }

  private static String description(CommandLine of) {
    return String.join("", of.getCommandSpec().usageMessage().description());
  }

  private List<Proposal> options(String begun) {
    int equals = begun.indexOf('=');
    if (equals > 0) {
      var name = begun.substring(0, equals);
      return option(name).stream()
          .flatMap(it -> valuesOf(it).stream())
          .map(it -> it.shells() ? it : new Proposal(name + "=" + it.word(), it.about()))
          .toList();
    }
    return command.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .filter(option -> Stream.of(option.names()).noneMatch(given::contains))
        .map(option -> new Proposal(option.longestName(), String.join("", option.description())))
        .toList();
  }

  private List<Proposal> argument() {
    return command.getCommandSpec().positionalParameters().stream()
        .filter(it -> it.index().contains(arguments.size()))
        .findFirst()
        .map(this::valuesOf)
        .orElse(List.of());
  }

  private List<Proposal> valuesOf(ArgSpec spec) {
    if (spec.type().isEnum() && spec.converters().length == 0) {
      return Stream.of(spec.type().getEnumConstants()).map(it -> Proposal.of(it + "")).toList();
    }
    var name = spec instanceof OptionSpec option ? option.longestName() : spec.paramLabel();
    return values.of(name, new Line(command.getCommandName(), arguments, state));
  }
}
