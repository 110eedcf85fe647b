package dev.lifeboat.control;

import dev.lifeboat.drill.DrillReason;
import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.drill.KeptResult;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.files.Sha256;
import dev.lifeboat.history.DrillType;
import dev.lifeboat.journal.ClosedJournal;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.plan.WordedChoice;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The result that a drill kept in its run's folder, believed as far as the journal beside it goes.
///
/// @param files of the run
/// @param signed whether there is a seal
/// @param journal its entries; empty where there is no journal
/// @param state their fold; empty where there are none
record DrillRecord(
    RunFolder files, boolean signed, Optional<List<Entry>> journal, Optional<RunState> state) {
  /// Reads what the result is held against. The result itself is read after it: a drill writes its
  /// files the other way round, so one that ends meanwhile is not taken for damaged.
  static DrillRecord of(Path run) throws ProblemException {
    var files = new RunFolder(new RunId(String.valueOf(run.getFileName())), run);
    boolean signed = Files.exists(files.seal());
    var journal = JournalReader.find(files.journal()).map(JournalReader.Contents::entries);
    var begun = journal.filter(entries -> !entries.isEmpty());
    var state =
        begun.isPresent()
            ? Optional.of(RunState.read(begun.get(), Pace.standard(), files.journal()))
            : Optional.<RunState>empty();
    var opened = state.map(it -> it.opened().run()).filter(it -> !it.equals(files.run()));
    if (opened.isPresent()) {
      throw foreign(files.journal(), opened.get().value());
    }
    return new DrillRecord(files, signed, journal, state);
  }

  /// The result of a drill whose run was closed with it; empty where more has to be looked at, also
  /// to say what is wrong.
  static Optional<JsonNode> sealedResult(Path run, ClosedJournal closed) {
    var files = new RunFolder(new RunId(String.valueOf(run.getFileName())), run);
    var hash = closed.hash("result.json");
    try {
      var result = hash.isEmpty() ? Optional.<byte[]>empty() : RunRecords.bytes(files.result());
      return result.filter(bytes -> hash.equals(Optional.of(Sha256.of(bytes)))).isPresent()
          ? Optional.of(checked(files, RunRecords.json(files.result(), result.get())))
          : Optional.empty();
    } catch (ProblemException unread) {
      return Optional.empty();
    }
  }

  /// Whether a run that was closed is known to be no drill's.
  static boolean isMove(Path run, ClosedJournal closed) {
    return closed.reason().flatMap(DrillReason::of).isEmpty()
        && closed.hash("result.json").isEmpty()
        && !Files.exists(run.resolve("result.json"))
        && !Files.exists(run.resolve(DrillLog.FILE));
  }

  /// The result; empty where the run kept none.
  ///
  /// @throws ProblemException LB4009 when it cannot be read, or is not what the run left
  Optional<JsonNode> result() throws ProblemException {
    var bytes = RunRecords.bytes(files.result());
    requireEnd();
    var sealed = sealed();
    var hash = sealed.map(it -> it.files().get("result.json"));
    if (bytes.isEmpty()) {
      if (hash.isPresent()) {
        throw unread(files.result(), "it is not there, and the run was sealed with it");
      }
      requireNone();
      return Optional.empty();
    }
    var result = checked(files, RunRecords.json(files.result(), bytes.get()));
    if (sealed.isPresent() && !hash.equals(Optional.of(Sha256.of(bytes.get())))) {
      throw unread(files.result(), "it is not what the run was sealed with");
    }
    if (Outcome.PASSED == outcome(result).orElseThrow() && !ended(result)) {
      throw unread(
          files.journal(), "it does not tell the end of a drill that is said to be passed");
    }
    return Optional.of(result);
  }

  /// Refuses a journal that was sealed and lost its end: without it a run seems to go on.
  ///
  /// @throws ProblemException LB4009
  void requireEnd() throws ProblemException {
    if (signed && sealed().isEmpty()) {
      throw unread(
          files.journal(), journal.isEmpty() ? "it is not there" : "it ends before its seal");
    }
  }

  /// Refuses a folder whose drill had a result: one that is gone may have told of a failure.
  private void requireNone() throws ProblemException {
    if (DrillLog.find(files.folder()).filter(DrillLog::judged).isPresent()) {
      throw unread(files.result(), "it is not there, and the drill came to a result");
    }
  }

  /// What is known of a drill that has no result: what it kept of itself, else what its journal
  /// tells; empty where the run is no drill's.
  Optional<DrillLog> log() throws ProblemException {
    var kept = DrillLog.find(files.folder());
    return kept.isPresent()
        ? kept
        : state
            .map(RunState::opened)
            .flatMap(opened ->
                DrillReason.of(opened.reason())
                    .map(reason ->
                        DrillLog.untold(
                            opened.runbook(),
                            reason.scenario(),
                            journal.orElseThrow().getFirst().at())));
  }

  private static JsonNode checked(RunFolder files, JsonNode result) throws ProblemException {
    var fault = KeptResult.fault(result);
    if (fault.isPresent()) {
      throw unread(files.result(), "it holds " + fault.get());
    }
    var run = result.path("run").asString();
    if (!run.equals(files.run().value())) {
      throw foreign(files.result(), run);
    }
    return result;
  }

  /// Whether the journal goes to the run's end. Only a drill that moves nothing has none.
  private boolean ended(JsonNode result) {
    if (journal.isEmpty()) {
      var type = DrillType.of(result.path("scenario").asString(""));
      return !(type instanceof DrillType.OfScenario(Scenario.Move _));
    }
    return state.filter(RunState::isOver).isPresent();
  }

  private Optional<Event.Sealed> sealed() {
    return journal
        .filter(entries -> !entries.isEmpty())
        .map(entries -> entries.getLast().event())
        .filter(Event.Sealed.class::isInstance)
        .map(Event.Sealed.class::cast);
  }

  /// When the drill of `result` began.
  static Instant begun(JsonNode result) {
    return Instant.parse(result.path("startedAt").asString(""));
  }

  /// When it was over; when it began where nothing tells how long it took.
  static Instant over(JsonNode result) {
    double seconds = result.path("totalSeconds").asDouble(0);
    return begun(result).plusMillis(Math.round(Math.max(0, seconds) * 1e3));
  }

  /// How it ended; empty where no drill ends so.
  static Optional<Outcome> outcome(JsonNode result) {
    return WordedChoice.find(Outcome.values(), result.path("outcome").asString(""));
  }

  /// A copy of a run proves nothing that the run itself does not.
  private static ProblemException foreign(Path file, String run) {
    return unread(file, "it is of run %s: the folder was copied or renamed".formatted(run));
  }

  private static ProblemException unread(Path file, String why) {
    return RunRecords.unread(file, new IOException(why));
  }
}
