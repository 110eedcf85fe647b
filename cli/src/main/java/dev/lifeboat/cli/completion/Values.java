package dev.lifeboat.cli.completion;

import java.nio.file.Path;
import java.util.List;

/// Looks up the values that options and arguments can have.
@FunctionalInterface
public interface Values {
  /// The values that exist at this moment.
  ///
  /// @param label what the help calls the value, such as `RUN`
  /// @param name of the option; empty for an argument
  /// @param line what was typed before
  /// @return empty when any text will do, or nothing could be looked up
  List<Proposal> of(String label, String name, Line line);

  /// What stands on the line before the word that is completed.
  ///
  /// @param command its words, such as `lab break`
  /// @param arguments that are no options, in order
  /// @param state the state folder
  record Line(String command, List<String> arguments, Path state) {
    public Line {
      arguments = List.copyOf(arguments);
    }
  }
}
