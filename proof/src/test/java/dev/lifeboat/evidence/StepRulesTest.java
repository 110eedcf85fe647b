package dev.lifeboat.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.StepCases;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.FileJournal;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.rules.BrokenException;
import dev.lifeboat.rules.RunRules;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which events a step may see, said twice: by the engine's own table with the rules around it, and
/// by the script that knows neither.
final class StepRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  @Test
  void engine_and_script_let_the_same_events_follow(@TempDir Path folder) throws Exception {
    var cases = StepCases.all();
    var journals = new ArrayList<Path>();
    for (var run : cases) {
      journals.add(write(folder.resolve(journals.size() + ".jsonl"), run));
    }

    var scripted = PythonVerifier.obeyed(journals);

    assertThat(scripted).contains(true, false).hasSameSizeAs(cases);
    for (int i = 0; i < cases.size(); i++) {
      assertThat(obeyed(journals.get(i))).as("%s", cases.get(i)).isEqualTo(scripted.get(i));
    }
  }

  private static Path write(Path file, StepCases.Case run) throws Exception {
    var events = new ArrayList<Event>(run.before());
    events.add(run.last());
    try (var journal = FileJournal.create(file)) {
      for (var event : events) {
        journal.append(journal.nextSequence(), List.of(event), NOW);
      }
    }
    return file;
  }

  private static boolean obeyed(Path journal) throws Exception {
    try {
      RunRules.fold(JournalReader.read(journal).entries());
      return true;
    } catch (BrokenException broken) {
      return false;
    }
  }
}
