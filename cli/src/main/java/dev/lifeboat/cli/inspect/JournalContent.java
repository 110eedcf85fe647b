package dev.lifeboat.cli.inspect;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.lifeboat.cli.move.RunHead;
import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.RunWords;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.JournalDamageException;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A run as its journal tells it.
///
/// @param outcome how it ended or where it stands, in one word
/// @param lastHash what the next entry would carry
record JournalContent(
    String run,
    String plan,
    String workload,
    String mode,
    String source,
    String target,
    String outcome,
    String why,
    boolean sealed,
    long epoch,
    String lastHash,
    List<EntryContent> entries)
    implements RunHead {

  /// One entry.
  record EntryContent(long sequence, String at, JsonNode event, @JsonIgnore String words) {
    static EntryContent of(Entry entry) {
      return new EntryContent(
          entry.sequence(),
          entry.at().toString(),
          OutputJson.tree(entry.event()),
          EventWords.of(entry.event()));
    }

    String line() {
      var step = event.path("step").asString("");
      return "%5d  %s  %s %s"
          .formatted(sequence, Spans.local(Instant.parse(at)), words, step)
          .stripTrailing();
    }
  }

  /// Whether its last entry is the one that closes it.
  static boolean isClosed(JournalReader.Contents contents) {
    return !contents.entries().isEmpty()
        && contents.entries().getLast().event() instanceof Event.Sealed;
  }

  /// What stands before the damage of a journal, in words. The line just before it may be the one
  /// that was changed: each vouches for the line before it alone.
  ///
  /// @param line of the damage, from 1
  static String before(int line, byte[] bytes) {
    int end = 0;
    for (int left = line - 1; left > 0; end++) {
      left -= bytes[end] == '\n' ? 1 : 0;
    }
    try {
      var sound = JournalReader.parse(Arrays.copyOf(bytes, end)).entries();
      return sound.isEmpty()
          ? "nothing stands before it"
          : "the %s before it continue one another, the last of them: %s"
              .formatted(
                  Count.of(sound.size(), "line"), EntryContent.of(sound.getLast()).line().strip());
    } catch (JournalDamageException unclear) {
      return "what stands before it is not whole";
    }
  }

  /// @throws ProblemException LB4002 when the entries do not make a run
  static JournalContent of(JournalReader.Contents contents, Path path) throws ProblemException {
    var state = RunState.read(contents.entries(), Pace.standard(), path);
    var runbook = state.runbook();
    return new JournalContent(
        state.run().value(),
        runbook.plan(),
        runbook.workload(),
        runbook.mode().word(),
        runbook.source(),
        runbook.target(),
        RunWords.of(state.phase()),
        RunWords.why(state.phase()),
        state.sealed(),
        state.epoch(),
        contents.lastHash(),
        contents.entries().stream().map(EntryContent::of).toList());
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(line(", epoch " + epoch));
    lines.add(sealed ? "closed by a seal" : "not closed by a seal");
    entries.forEach(entry -> lines.add(entry.line()));
    return lines;
  }
}
