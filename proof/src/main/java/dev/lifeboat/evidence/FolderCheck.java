package dev.lifeboat.evidence;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.files.Sha256;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.ledger.LedgerException;
import dev.lifeboat.ledger.LedgerFormat;
import dev.lifeboat.measure.CanaryAttempt;
import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.measure.CanaryLogException;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.measure.LedgerMatch;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.Rehearsal;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.rules.BrokenException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Checks what the files of a folder say beside its journal, whoever signed them: that the plan is
/// the run's, and that each figure follows.
///
/// @param state the fold of `entries`, which obey the engine's rules
record FolderCheck(FolderBytes folder, List<Entry> entries, RunState state) {
  private static final String PLAN = "plan.yaml";
  private static final String CANARY = "canary.jsonl";
  private static final String HELD = "held.json";
  private static final String LEDGER = "ledger.jsonl";
  private static final String RESULT = "result.json";
  private static final Duration LONGEST = Duration.ofDays(31);

  /// What the files show.
  ///
  /// @param claimed whether there is a `result.json` that claims these figures
  /// @param rehearsal which plan on other regions was rehearsed, as the run's plan says
  record Shown(Optional<Measurement> measurement, boolean claimed, Optional<Rehearsal> rehearsal) {}

  /// @throws BrokenException naming the first file that is wrong
  Shown shown() throws BrokenException {
    if (!Sha256.of(folder.need(PLAN)).equals(state.opened().planSha256())) {
      throw BrokenException.of(PLAN, "is not the plan that the journal names");
    }
    for (var name : new String[] {HELD, RESULT, "runbook.json"}) {
      if (folder.files().containsKey(name)) {
        FolderBytes.requireSpelling(name, 0, folder.need(name));
      }
    }
    var log = log();
    var measurement = log.map(it -> it.held().measurement(it.recording()));
    var rehearsal = folder.files().containsKey(RESULT) ? rehearsal() : Optional.<Rehearsal>empty();
    return new Shown(measurement, figures(measurement, match(log), rehearsal), rehearsal);
  }

  private Optional<Rehearsal> rehearsal() throws BrokenException {
    try {
      return PlanReader.rehearses(folder.need(PLAN));
    } catch (IllegalArgumentException damaged) {
      throw BrokenException.of(PLAN, "says in no form what it rehearses: " + damaged.getMessage());
    }
  }

  /// What a canary wrote down, and what was found of it.
  private record Log(CanaryHistory recording, HeldFile held) {}

  /// Empty when no canary watched, nobody asked the stores, or the log is damaged as it was sealed:
  /// then nothing may be claimed.
  private Optional<Log> log() throws BrokenException {
    var run = state.run();
    var log = folder.files().get(CANARY);
    var stores = folder.files().get(HELD);
    if (log == null || stores == null) {
      return Optional.empty();
    }
    try {
      var held = HeldFile.parse(stores);
      var recording = CanaryHistory.parse(log);
      if (!held.client().equals(run.value()) || !recording.header().client().equals(run.value())) {
        throw BrokenException.of(HELD, "or the canary's log is of another run");
      }
      var contradiction = HeldCheck.contradiction(held, state.runbook(), entries);
      if (contradiction.isPresent()) {
        throw BrokenException.of(HELD, contradiction.get());
      }
      requireOneDrill(recording, held.fault());
      return Optional.of(new Log(recording, held));
    } catch (IllegalArgumentException wrong) {
      throw BrokenException.of(HELD, String.valueOf(wrong.getMessage()));
    } catch (CanaryLogException damaged) {
      return Optional.empty();
    }
  }

  /// Whether the ledger and the log tell one story; empty without one of them.
  private Optional<LedgerMatch> match(Optional<Log> log) throws BrokenException {
    var lines = folder.files().get(LEDGER);
    if (lines == null) {
      return Optional.empty();
    }
    try {
      var ledger = LedgerFormat.parse(lines);
      var run = state.run().value();
      if (!ledger.run().equals(run) || !ledger.marks().client().equals(run)) {
        throw BrokenException.at(LEDGER, 1, "is of another run");
      }
      return log.map(
          it -> LedgerMatch.of(ledger, it.recording(), it.held().rows(), it.held().objects()));
    } catch (LedgerException wrong) {
      throw BrokenException.at(LEDGER, wrong.line(), String.valueOf(wrong.getMessage()));
    }
  }

  /// No drill takes longer: a stranger's log must not stretch what is measured and drawn.
  private static void requireOneDrill(CanaryHistory recording, FaultTime fault)
      throws BrokenException {
    var start = recording.header().startedAt();
    var attempts = recording.attempts().toList();
    var times =
        Stream.of(
                attempts.stream().map(CanaryAttempt::at),
                attempts.stream().flatMap(attempt -> attempt.outcome().ended().stream()),
                recording.ended().stream(),
                Stream.of(fault.at(), fault.inEffect()))
            .flatMap(all -> all);
    if (times.anyMatch(at -> Duration.between(start, at).abs().compareTo(LONGEST) > 0)) {
      throw BrokenException.of(
          CANARY, "or held.json has a time more than 31 days from the log's first");
    }
  }

  private boolean figures(
      Optional<Measurement> measurement, Optional<LedgerMatch> match, Optional<Rehearsal> rehearsal)
      throws BrokenException {
    var result = folder.files().get(RESULT);
    if (result == null) {
      return false;
    }
    var workload = state.runbook().workload();
    var objectives = PlanReader.objectives(folder.need(PLAN), workload);
    if (objectives.isEmpty()) {
      throw BrokenException.of(PLAN, "gives the workload '%s' no objectives".formatted(workload));
    }
    FiguresCheck check;
    try {
      check = new FiguresCheck(JsonMapper.shared().readTree(result), objectives.get());
    } catch (JacksonException unreadable) {
      throw BrokenException.of(RESULT, "cannot be read: " + FileFailure.reason(unreadable));
    }
    var wrong =
        check.wrong(state.run().value(), measurement, match).or(() -> check.inLab(rehearsal));
    if (wrong.isPresent()) {
      throw BrokenException.of(RESULT, wrong.get());
    }
    return check.measured();
  }
}
