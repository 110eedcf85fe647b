package dev.lifeboat.control;

import dev.lifeboat.engine.DroppedClaim;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.RunWords;
import dev.lifeboat.journal.ClosedJournal;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One run in short.
///
/// @param at when it began, RFC 3339 in UTC; null where its name does not tell
/// @param kind `drill`, `tabletop`, `failover`, `switchover`, `failback`, `reprotect` or `unknown`
/// @param scenario of a drill or tabletop, else null
/// @param outcome a drill's outcome, else how the run ended or where it stands
/// @param rtoSeconds null where none was measured
/// @param basis what it rests on; null where that is the front door, and without a figure
public record RunSummary(
    String run,
    @Nullable String at,
    String kind,
    @Nullable String scenario,
    String outcome,
    String plan,
    String workload,
    boolean open,
    @Nullable Double rtoSeconds,
    @Nullable String basis,
    String why,
    String folder) {
  private static final String UNKNOWN = "unknown";
  private static final String INTERRUPTED = "interrupted";
  private static final String DAMAGED = "damaged";
  private static final String UNREADABLE = "unreadable";

  /// Whether what became of it could be read.
  public boolean known() {
    return !List.of(DAMAGED, UNREADABLE).contains(outcome);
  }

  /// Whether it is open, or nobody can tell since its journal cannot be read.
  public boolean mayBeOpen() {
    return open || (!known() && plan.equals(UNKNOWN));
  }

  /// Whether it is a drill that was cut off.
  boolean interrupted() {
    return outcome.equals(INTERRUPTED);
  }

  /// As its journal tells it.
  static RunSummary ofMove(Path folder, Optional<RunState> state) {
    return state
        .map(it ->
            ofMove(
                folder,
                it.runbook().mode(),
                it.runbook().plan(),
                it.runbook().workload(),
                it.phase()))
        .orElseGet(() ->
            unknown(folder, "never-began", UNKNOWN, UNKNOWN, false, "nothing was journalled"));
  }

  /// As the ends of its journal tell it.
  static RunSummary ofClosed(Path folder, ClosedJournal closed) {
    var ended = new RunState.Phase.Ended(closed.outcome(), closed.why());
    return ofMove(folder, closed.mode(), closed.plan(), closed.workload(), ended);
  }

  private static RunSummary ofMove(
      Path folder, Mode mode, String plan, String workload, RunState.Phase phase) {
    return new RunSummary(
        String.valueOf(folder.getFileName()),
        began(folder),
        mode.word(),
        null,
        RunWords.of(phase),
        plan,
        workload,
        !(phase instanceof RunState.Phase.Ended),
        null,
        null,
        RunWords.why(phase),
        folder.toString());
  }

  /// The same, of a drill that kept `result`.
  RunSummary ofDrill(JsonNode result) {
    var rto = result.path("rto").path("seconds");
    return new RunSummary(
        run,
        result.path("startedAt").asString(at),
        "drill",
        result.path("scenario").asString(null),
        result.path("outcome").asString(UNKNOWN),
        result.path("plan").asString(plan),
        result.path("workload").asString(workload),
        open,
        rto.isNumber() ? rto.asDouble() : null,
        result.path("basis").asString(null),
        result.path("why").asString(""),
        folder);
  }

  /// The same, of a tabletop that kept `held`.
  RunSummary ofTabletop(TabletopSession.Document held) {
    return new RunSummary(
        run,
        at,
        "tabletop",
        held.scenario(),
        held.complete() ? "held" : "ended-early",
        held.plan(),
        held.workload(),
        open,
        null,
        null,
        "%d of %d points".formatted(held.score(), held.best()),
        folder);
  }

  /// The same, of a drill that has no result: it is held now, or was cut off.
  ///
  /// @param state of its run, if that was opened
  /// @param alive the process that holds it; empty when none of this machine does
  RunSummary ofUnfinished(DrillLog log, Optional<RunState> state, Optional<RunController> alive) {
    var why =
        alive
            .map(it ->
                "process %d holds it; follow it with 'lifeboat watch %s'".formatted(it.pid(), run))
            .orElseGet(() -> interrupted(log, state));
    return new RunSummary(
        run,
        log.began().toString(),
        "drill",
        log.scenario(),
        alive.isPresent() ? "live" : INTERRUPTED,
        log.plan(),
        log.workload(),
        open || alive.isPresent() || log.broken().isPresent(),
        null,
        null,
        why,
        folder);
  }

  private String interrupted(DrillLog log, Optional<RunState> state) {
    var goesOn = open ? "go on with 'lifeboat resume %s'".formatted(run) : "";
    var figures = log.measured().map("it measured "::concat).orElse("its RTO is not measured");
    var stands =
        state
            .map(it -> "its failover is %s; %s".formatted(RunWords.of(it.phase()), figures))
            .orElse("nothing was moved");
    return Stream.of(
            Optional.of(stands), Optional.of(log.cutOff()), log.broken(), Optional.of(goesOn))
        .flatMap(Optional::stream)
        .filter(it -> !it.isEmpty())
        .collect(Collectors.joining("; "));
  }

  /// The same, of a run that a process of this machine executes, or that none does.
  RunSummary executedBy(Optional<RunController> alive) {
    if (!open && alive.isEmpty()) {
      return this;
    }
    var who =
        alive
            .map(it -> "process %d executes it".formatted(it.pid()))
            .orElse("no process of this machine executes it");
    boolean waits = outcome.equals("never-began");
    return new RunSummary(
        run,
        at,
        kind,
        scenario,
        waits ? "live" : outcome,
        plan,
        workload,
        true,
        rtoSeconds,
        basis,
        waits || outcome.equals("running") ? who : why,
        folder);
  }

  static RunSummary ofDropped(Path folder, DroppedClaim claim) {
    var why = "by %s: %s".formatted(claim.word().by(), claim.word().reason());
    return unknown(folder, "claim-dropped", UNKNOWN, claim.workload(), false, why);
  }

  /// One of which more is not known than its journal tells, if that can be read.
  static RunSummary unread(Path folder, Optional<RunSummary> journalled, Problem why) {
    var outcome = why.code() == Code.LB4002 ? DAMAGED : UNREADABLE;
    return journalled
        .map(it -> unknown(folder, outcome, it.plan(), it.workload(), it.open(), why.happened()))
        .orElseGet(() -> unknown(folder, outcome, UNKNOWN, UNKNOWN, false, why.happened()));
  }

  private static RunSummary unknown(
      Path folder, String outcome, String plan, String workload, boolean open, String why) {
    return new RunSummary(
        String.valueOf(folder.getFileName()),
        began(folder),
        UNKNOWN,
        null,
        outcome,
        plan,
        workload,
        open,
        null,
        null,
        why,
        folder.toString());
  }

  /// Whether it may be one of a workload: what could not be read may.
  public boolean mayBeOf(String ofPlan, String ofWorkload) {
    return List.of(ofPlan, UNKNOWN).contains(plan)
        && List.of(ofWorkload, UNKNOWN).contains(workload);
  }

  private static @Nullable String began(Path folder) {
    return RunId.began(String.valueOf(folder.getFileName())).map(Instant::toString).orElse(null);
  }
}
