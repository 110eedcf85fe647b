package dev.lifeboat.report;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.JournalReader;
import java.nio.file.Files;
import java.util.Optional;

/// A result is believed as far as the journal beside it goes: whoever can write the one can write
/// the other, and only the journal has a chain.
///
/// @param contents of the run's folder
record JournalDoubt(Contents contents) {

  /// Why the journal does not bear the result out; empty where it does, and where a drill that
  /// moved nothing has none.
  Optional<String> why() {
    var folder = contents.folder();
    return switch (contents.journal()) {
      case Part.Missing<JournalReader.Contents>(var damage) ->
          Optional.of(damage).filter(_ -> Files.exists(folder.journal()));
      case Part.Here<JournalReader.Contents>(var journal) when journal.entries().isEmpty() ->
          Optional.empty();
      case Part.Here<JournalReader.Contents> _ ->
          switch (contents.state()) {
            case Part.Missing<RunState>(var contradiction) -> Optional.of(contradiction);
            case Part.Here<RunState>(var state) ->
                Files.exists(folder.seal()) && !state.sealed()
                    ? Optional.of("the journal ends before its seal")
                    : Optional.empty();
          };
    };
  }
}
