package dev.lifeboat.report;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.engine.ContradictionException;
import dev.lifeboat.engine.DroppedClaim;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.evidence.HeldFile;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.measure.CanaryAttempt;
import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.measure.CanaryLogException;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What a run's folder holds, each part read for itself: a damaged one does not hide the others.
///
/// @param state the fold of the journal; missing also when its entries contradict one another
/// @param recording of the canary that watched the run
/// @param result of the drill that the run was part of
/// @param held what the drill was measured against
/// @param files all of the folder but the report itself, by name
record Contents(
    RunFolder folder,
    Part<Plan> plan,
    Part<JournalReader.Contents> journal,
    Part<RunState> state,
    Part<CanaryHistory> recording,
    Part<DrillResult> result,
    Part<HeldFile> held,
    List<EvidenceFile> files) {

  /// JSON can leave out what a result promises.
  private static final List<String> NEEDED =
      List.of(
          "plan",
          "workload",
          "scenario",
          "outcome",
          "run",
          "rto",
          "rpo",
          "fence",
          "ledger",
          "failback",
          "evidence");

  Contents {
    files = List.copyOf(files);
  }

  /// @throws ProblemException LB4004 when there is no such folder, LB4009 when it cannot be listed
  static Contents read(RunFolder folder) throws ProblemException {
    if (!Files.isDirectory(folder.folder())) {
      throw ProblemException.lasting(
          Code.LB4004,
          "no run '%s': %s is no folder".formatted(folder.run(), folder.folder()),
          "nothing was read and nothing was changed",
          "see 'lifeboat runs' for the runs that are here");
    }
    var journal = journal(folder.journal());
    return new Contents(
        folder,
        plan(folder.plan()),
        journal,
        journal.then(Contents::fold),
        recording(folder.canary()),
        result(folder),
        held(folder.held()),
        EvidenceFile.of(folder));
  }

  /// The workload that the run moved, as the plan in the folder describes it.
  Part<Workload> workload() {
    return plan.then(read -> {
      var name =
          state
              .value()
              .map(it -> it.runbook().workload())
              .or(() -> result.value().map(it -> it.head().workload()))
              .orElse("");
      var workload = read.workloads().get(name);
      return workload == null
          ? new Part.Missing<>("the plan has no workload '" + name + "'")
          : new Part.Here<>(workload);
    });
  }

  /// Who goes on with a run that is not over.
  String next(RunState open) {
    try {
      return DroppedClaim.find(folder.folder())
          .map(DroppedClaim::word)
          .map(it -> "nobody goes on: %s dropped its claim: %s".formatted(it.by(), it.reason()))
          .orElse("if its controller is gone, 'lifeboat resume %s' goes on".formatted(open.run()));
    } catch (ProblemException unreadable) {
      return "whether it can go on is not known: " + unreadable.problem().happened();
    }
  }

  /// Of the journal; empty when that is missing.
  List<Entry> entries() {
    return journal.value().map(JournalReader.Contents::entries).orElse(List.of());
  }

  /// When each acknowledged write of the canary was acknowledged, by its number.
  Map<Long, Instant> acknowledged() {
    var times = new HashMap<Long, Instant>();
    for (var write : recording.value().map(CanaryHistory::writes).orElse(List.of())) {
      if (write.outcome() instanceof CanaryAttempt.Acknowledged(var at, _)) {
        times.put(write.number(), at);
      }
    }
    return times;
  }

  /// A part of the drill's result; empty without a result, and where the part is.
  <T> Optional<T> told(Function<DrillResult, @Nullable T> part) {
    return result.value().flatMap(it -> Optional.ofNullable(part.apply(it)));
  }

  /// What its figures rest on, as the canary's log says; as the result does where that is missing.
  Canary.Basis basis() {
    return recording
        .value()
        .map(it -> it.header().basis())
        .orElse(
            told(it -> it.measured().basis()).isPresent()
                ? Canary.Basis.DATABASE
                : Canary.Basis.FRONT_DOOR);
  }

  private static Part<Plan> plan(Path file) {
    try {
      return new Part.Here<>(PlanReader.OF_ANY_PROVIDER.read(file).orThrow());
    } catch (ProblemException unreadable) {
      return new Part.Missing<>(unreadable.problem().happened());
    }
  }

  private static Part<JournalReader.Contents> journal(Path file) {
    if (!Files.exists(file)) {
      return new Part.Missing<>("there is no journal.jsonl: no run was opened");
    }
    try {
      return new Part.Here<>(JournalReader.read(file));
    } catch (ProblemException damaged) {
      return new Part.Missing<>(damaged.problem().happened());
    }
  }

  private static Part<RunState> fold(JournalReader.Contents journal) {
    try {
      return new Part.Here<>(RunState.of(journal.entries(), Pace.standard()));
    } catch (ContradictionException contradiction) {
      return new Part.Missing<>(
          "the journal's entries do not make a run: " + FileFailure.reason(contradiction));
    }
  }

  private static Part<CanaryHistory> recording(Path file) {
    if (!Files.exists(file)) {
      return new Part.Missing<>("no canary watched this run: there is no canary.jsonl");
    }
    try {
      return new Part.Here<>(CanaryHistory.parse(Files.readAllBytes(file)));
    } catch (IOException | CanaryLogException unreadable) {
      return new Part.Missing<>("canary.jsonl cannot be read: " + FileFailure.reason(unreadable));
    }
  }

  private static Part<HeldFile> held(Path file) {
    if (!Files.exists(file)) {
      return new Part.Missing<>("only drills measure against a fault: there is no held.json");
    }
    try {
      return new Part.Here<>(HeldFile.parse(Files.readAllBytes(file)));
    } catch (IOException | IllegalArgumentException unreadable) {
      return new Part.Missing<>("held.json cannot be read: " + FileFailure.reason(unreadable));
    }
  }

  private static Part<DrillResult> result(RunFolder folder) {
    var file = folder.result();
    if (!Files.exists(file)) {
      return new Part.Missing<>(
          (Files.exists(folder.canary())
                  ? "the drill has no result: it goes on, or was cut off; see 'lifeboat runs'"
                  : "only drills have a client outside that measures")
              + ": of this run the times of its steps are known");
    }
    try {
      var tree = JsonMapper.shared().readTree(Files.readAllBytes(file));
      var schema = tree.path("schema").asString("null");
      if (!DrillResult.SCHEMA.equals(schema)) {
        return new Part.Missing<>("result.json has schema '%s'".formatted(schema));
      }
      for (var key : NEEDED) {
        if (!tree.hasNonNull(key)) {
          return new Part.Missing<>("result.json cannot be read: it lacks " + key);
        }
      }
      return new Part.Here<>(JsonMapper.shared().treeToValue(tree, DrillResult.class));
    } catch (IOException | JacksonException unreadable) {
      return new Part.Missing<>("result.json cannot be read: " + FileFailure.reason(unreadable));
    }
  }
}
