package dev.lifeboat.control;

import dev.lifeboat.control.RunOutcome.Unjournalled;
import dev.lifeboat.engine.DroppedClaim;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.RunWords;
import dev.lifeboat.journal.ClosedJournal;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.runbook.JsonChoice;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Runbook;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// One run in short.
///
/// @param at when it began; empty where neither its journal nor its name tells
public record RunSummary(
    Path folder,
    Optional<Instant> at,
    Activity activity,
    Subject subject,
    Standing standing,
    Recovery recovery) {

  /// What was done.
  ///
  /// @param scenario of a drill or tabletop
  public record Activity(Kind kind, Optional<String> scenario) {
    private static final Activity UNKNOWN = new Activity(Kind.UNKNOWN, Optional.empty());
  }

  public enum Kind implements JsonChoice {
    DRILL,
    TABLETOP,
    FAILOVER,
    SWITCHOVER,
    FAILBACK,
    REPROTECT,
    UNKNOWN;

    static Kind of(Mode mode) {
      return switch (mode) {
        case FAILOVER -> FAILOVER;
        case SWITCHOVER -> SWITCHOVER;
        case FAILBACK -> FAILBACK;
        case REPROTECT -> REPROTECT;
      };
    }
  }

  /// The workload that it is of. Either is `unknown` where nothing tells it.
  public record Subject(String plan, String workload) {
    private static final String UNTOLD = "unknown";
    private static final Subject UNKNOWN = new Subject(UNTOLD, UNTOLD);

    static Subject of(Runbook runbook) {
      return new Subject(runbook.plan(), runbook.workload());
    }

    boolean mayBeOf(String named) {
      return List.of(named, UNTOLD).contains(plan);
    }
  }

  /// How it ended, or where it stands.
  ///
  /// @param why it is not simply done
  public record Standing(RunOutcome outcome, boolean open, String why) {}

  /// What a drill measured.
  ///
  /// @param rtoSeconds empty where none was measured
  /// @param basis what it rests on; empty where that is the front door, and without a figure
  public record Recovery(Optional<Double> rtoSeconds, Optional<String> basis) {
    private static final Recovery UNMEASURED = new Recovery(Optional.empty(), Optional.empty());
  }

  /// Its name.
  public String run() {
    return String.valueOf(folder.getFileName());
  }

  public Kind kind() {
    return activity.kind();
  }

  public RunOutcome outcome() {
    return standing.outcome();
  }

  public boolean open() {
    return standing.open();
  }

  public String why() {
    return standing.why();
  }

  /// Whether what became of it could be read.
  public boolean known() {
    return outcome() != Unjournalled.DAMAGED && outcome() != Unjournalled.UNREADABLE;
  }

  /// Whether it is open, or nobody can tell since its journal cannot be read.
  public boolean mayBeOpen() {
    return open() || (!known() && subject.plan().equals(Subject.UNTOLD));
  }

  /// Whether it is a drill that a process of this machine holds now.
  boolean live() {
    return outcome() == Unjournalled.LIVE;
  }

  /// Whether it is a drill that was cut off.
  public boolean interrupted() {
    return outcome() == Unjournalled.INTERRUPTED;
  }

  /// Whether it may be one of a workload: what could not be read may.
  public boolean mayBeOf(String plan, String workload) {
    return subject.mayBeOf(plan) && List.of(workload, Subject.UNTOLD).contains(subject.workload());
  }

  /// As its journal tells it.
  static RunSummary ofMove(Path folder, Optional<RunState> state) {
    return state
        .map(it ->
            ofMove(folder, it.began(), it.runbook().mode(), Subject.of(it.runbook()), it.phase()))
        .orElseGet(() -> {
          var standing = new Standing(Unjournalled.NEVER_BEGAN, false, "nothing was journalled");
          return of(folder, Activity.UNKNOWN, Subject.UNKNOWN, standing);
        });
  }

  /// As the ends of its journal tell it.
  static RunSummary ofClosed(Path folder, ClosedJournal closed) {
    return ofMove(
        folder,
        closed.at(),
        closed.mode(),
        new Subject(closed.plan(), closed.workload()),
        new RunState.Phase.Ended(closed.outcome(), closed.why()));
  }

  private static RunSummary ofMove(
      Path folder, Instant opened, Mode mode, Subject subject, RunState.Phase phase) {
    boolean open = !(phase instanceof RunState.Phase.Ended);
    return new RunSummary(
        folder,
        Optional.of(opened),
        new Activity(Kind.of(mode), Optional.empty()),
        subject,
        new Standing(new RunOutcome.Journalled(phase), open, RunWords.why(phase)),
        Recovery.UNMEASURED);
  }

  /// The same, of a drill that kept `result`.
  RunSummary ofDrill(JsonNode result) {
    var rto = result.path("rto").path("seconds");
    var outcome = new RunOutcome.Judged(DrillRecord.outcome(result).orElseThrow());
    return new RunSummary(
        folder,
        Optional.of(DrillRecord.begun(result)),
        new Activity(Kind.DRILL, Optional.of(result.path("scenario").asString())),
        new Subject(result.path("plan").asString(), result.path("workload").asString()),
        new Standing(outcome, open(), result.path("why").asString("")),
        new Recovery(
            rto.isNumber() ? Optional.of(rto.asDouble()) : Optional.empty(),
            Optional.ofNullable(result.path("basis").asString(null))));
  }

  /// The same, of one that nobody can take up any more.
  RunSummary closed() {
    return standing(new Standing(outcome(), false, why()));
  }

  /// The same, told as open where nobody can go on.
  ///
  /// @param how a person closes it
  public RunSummary inDeadRegions(String how) {
    return standing(new Standing(outcome(), true, how));
  }

  private RunSummary standing(Standing told) {
    return new RunSummary(folder, at, activity, subject, told, recovery);
  }

  /// The same, of a tabletop that kept `held`.
  RunSummary ofTabletop(TabletopSession.Document held) {
    return of(
        folder,
        new Activity(Kind.TABLETOP, Optional.of(held.scenario())),
        new Subject(held.plan(), held.workload()),
        new Standing(held.outcome(), open(), held.points()));
  }

  /// The same, of a drill that has no result: it is held now, or was cut off.
  ///
  /// @param state of its run, if that was opened
  /// @param alive the process that holds it; empty when none of this machine does
  /// @param dropped why nobody can take it up any more
  RunSummary ofUnfinished(
      DrillLog log,
      Optional<RunState> state,
      Optional<RunController> alive,
      Optional<DroppedClaim> dropped) {
    boolean goesOn = open() && dropped.isEmpty();
    var standing =
        alive
            .map(it ->
                new Standing(
                    Unjournalled.LIVE,
                    true,
                    "process %d holds it; follow it with 'lifeboat watch %s'"
                        .formatted(it.pid(), run())))
            .orElseGet(() ->
                new Standing(
                    Unjournalled.INTERRUPTED,
                    goesOn || log.broken().isPresent(),
                    interrupted(log, state, goesOn, dropped)));
    return new RunSummary(
        folder,
        Optional.of(log.began()),
        new Activity(Kind.DRILL, Optional.of(log.scenario())),
        new Subject(log.plan(), log.workload()),
        standing,
        Recovery.UNMEASURED);
  }

  private String interrupted(
      DrillLog log, Optional<RunState> state, boolean goesOn, Optional<DroppedClaim> dropped) {
    var next =
        dropped
            .map(RunSummary::word)
            .orElse(goesOn ? "go on with 'lifeboat resume %s'".formatted(run()) : "");
    var figures = log.measured().map("it measured "::concat).orElse("its RTO is not measured");
    var stands =
        state
            .map(it -> "its failover %s; %s".formatted(stands(it.phase()), figures))
            .orElse("nothing was moved");
    return Stream.of(
            Optional.of(stands), Optional.of(log.cutOff()), log.broken(), Optional.of(next))
        .flatMap(Optional::stream)
        .filter(it -> !it.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String stands(RunState.Phase phase) {
    return phase instanceof RunState.Phase.Forward
        ? "did not come to its end"
        : "is " + RunWords.of(phase);
  }

  /// The same, of a run that a process of this machine executes, or that none does.
  RunSummary executedBy(Optional<RunController> alive) {
    if (!open() && alive.isEmpty()) {
      return this;
    }
    var who =
        alive
            .map(it -> "process %d executes it".formatted(it.pid()))
            .orElse("no process of this machine executes it");
    var told =
        switch (outcome()) {
          case Unjournalled _ -> new Standing(Unjournalled.LIVE, true, who);
          case RunOutcome.Journalled(RunState.Phase.Forward _) ->
              new Standing(alive.isPresent() ? outcome() : Unjournalled.OPEN, true, who);
          case RunOutcome.Journalled _, RunOutcome.Judged _ -> new Standing(outcome(), true, why());
        };
    return standing(told);
  }

  static RunSummary ofDropped(Path folder, DroppedClaim claim, Optional<RunState> state) {
    var begun = ofMove(folder, state);
    return of(
        folder,
        begun.activity(),
        new Subject(begun.subject().plan(), claim.workload()),
        new Standing(Unjournalled.CLAIM_DROPPED, false, word(claim)));
  }

  private static String word(DroppedClaim claim) {
    return "by %s: %s".formatted(claim.word().by(), claim.word().reason());
  }

  /// One of which more is not known than its journal tells, if that can be read.
  static RunSummary unread(Path folder, Optional<RunSummary> journalled, Problem why) {
    return of(
        folder,
        Activity.UNKNOWN,
        journalled.map(RunSummary::subject).orElse(Subject.UNKNOWN),
        new Standing(
            why.code() == Code.LB4002 ? Unjournalled.DAMAGED : Unjournalled.UNREADABLE,
            journalled.filter(RunSummary::open).isPresent(),
            why.happened()));
  }

  private static RunSummary of(Path folder, Activity activity, Subject subject, Standing standing) {
    var at = RunId.began(String.valueOf(folder.getFileName()));
    return new RunSummary(folder, at, activity, subject, standing, Recovery.UNMEASURED);
  }
}
