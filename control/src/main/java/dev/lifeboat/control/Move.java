package dev.lifeboat.control;

import dev.lifeboat.engine.Candidacy;
import dev.lifeboat.engine.Prerequisites;
import dev.lifeboat.engine.Preview;
import dev.lifeboat.engine.RunWords;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.RunbookJson;
import dev.lifeboat.watch.RecoveryOrder;
import java.time.Duration;
import java.util.List;

/// A failover, switchover, failback or reprotect: the runbook is looked at first, then that very
/// one is run.
///
/// @param runbook from where the writer is
public record Move(ControlledWorkload moved, MoveRequest request, Runbook runbook) {

  /// What would happen, before anything does.
  ///
  /// @param writesAtRisk in words
  /// @param leftOpen what takes writes beside the writer, of a side that is to be made a replica
  public record Outlook(
      Runbook runbook, Preview goals, String writesAtRisk, List<String> leftOpen) {}

  /// The regions, for a look alone.
  ///
  /// @throws ProblemException as [PlatformAccess#required], and LB2023 where what is kept of them
  ///   cannot be read
  public static Platform reach(PlatformAccess regions, PlanFile file)
      throws InterruptedException, ProblemException {
    try {
      return regions.required(file);
    } catch (ProblemException failed) {
      throw failed.problem().code() == Code.LB5004 ? unknown(failed) : failed;
    }
  }

  /// What a move would do that nobody asks for yet.
  ///
  /// @throws ProblemException as [#of] and [#preview], and LB2023 when somebody is silent: a look
  ///   that saw nothing is no move that failed
  public static Outlook look(ControlledWorkload moved, MoveRequest request)
      throws InterruptedException, ProblemException {
    return known(() -> of(moved, request).preview());
  }

  /// The same of a workload that moves after all those that it depends on.
  static Outlook lookInOrder(ControlledWorkload moved, MoveRequest request)
      throws InterruptedException, ProblemException {
    return known(() -> of(moved, request).outlook());
  }

  private interface Look {
    Outlook outlook() throws InterruptedException, ProblemException;
  }

  private static Outlook known(Look look) throws InterruptedException, ProblemException {
    try {
      return look.outlook();
    } catch (ProblemException failed) {
      throw failed.problem().code().isSilence() ? unknown(failed) : failed;
    }
  }

  private static ProblemException unknown(ProblemException silence) {
    return Problem.passing(
            Code.LB2023,
            silence.problem().happened(),
            "what the move would do is not known; nothing was changed",
            silence.problem().action())
        .asException(silence);
  }

  /// Compiles the runbook.
  ///
  /// @throws ProblemException LB1003 when it goes elsewhere than was wished, LB3004 when it is
  ///   another than the one that was looked at
  public static Move of(ControlledWorkload moved, MoveRequest request) throws ProblemException {
    var runbook = moved.runbook(request.mode(), moved.placement().writer(), request.before());
    var move = new Move(moved, request, runbook);
    move.requireTarget();
    move.requireSame();
    return move;
  }

  /// Reads only.
  ///
  /// @throws ProblemException LB2022 while what it depends on was not recovered
  public Outlook preview() throws InterruptedException, ProblemException {
    requireOrder();
    return outlook();
  }

  private Outlook outlook() throws InterruptedException, ProblemException {
    return new Outlook(
        runbook,
        Preview.of(runbook, moved.reconcilers()),
        moved.platform().atRisk(moved.workload(), runbook),
        FailbackLedger.reads(request.mode()) ? OpenWriters.of(moved, runbook).words() : List.of());
  }

  /// Runs until the run ended or waits for a person; a failback makes home a replica first and
  /// waits for its time. What is in the way is asked first, while there is still a writer.
  ///
  /// @throws ProblemException when something is in the way; then no run was opened
  public RunExecution.Stopped run(Requester requester)
      throws InterruptedException, ProblemException {
    var _ = moved.runs(requester.host()).requireFree(runbook);
    requireAlone(requester.host());
    requirePossible();
    if (request.mode() == Mode.REPROTECT) {
      OpenWriters.of(moved, runbook).tell(requester.progress());
    }
    if (request.mode() == Mode.FAILBACK) {
      protectAndWait(requester);
    }
    if (request.mode() == Mode.SWITCHOVER || request.mode() == Mode.FAILBACK) {
      requireStoppable();
    }
    requireAlone(requester.host()); // A drill may have begun while it waited.
    requester.progress().tell("runbook", "made", RunbookJson.hash(runbook));
    var word = request.overrides().word(requester.person(), moved, runbook);
    var stopped = moved.run(runbook, requester.person(), "command line", word, requester);
    new CutDrills(moved.state(), requester.host(), requester.progress()).forget(moved);
    return stopped;
  }

  /// A drill would break the side that serves no more, and judge what it did not do. Where users
  /// depend on a region nothing keeps them waiting for a drill.
  ///
  /// @throws ProblemException LB3003 when another process of this machine is at work
  private void requireAlone(HostProcess host) throws ProblemException {
    if (!moved.platform().kind().servesUsers()) {
      RunController.requireNone(
          new RunRecords(moved.state()).folder(),
          moved.file().plan().name(),
          moved.workload().name(),
          host.pid());
    }
  }

  /// Nothing is fenced for a move that would get nowhere.
  ///
  /// @throws ProblemException with what is in the way; reads only
  private void requirePossible() throws InterruptedException, ProblemException {
    var overrides = request.overrides();
    if (request.mode() == Mode.REPROTECT) {
      Reprotection.requirePossible(runbook, moved.reconcilers());
    }
    if (request.mode() != Mode.FAILOVER) {
      return;
    }
    requireOrder();
    if (moved.platform().kind().servesUsers() && !overrides.despiteObstacles()) {
      requireNothingMissing(new Prerequisites(runbook, moved.reconcilers()));
    }
    if (overrides.loss().isEmpty()) {
      var look = moved.candidacy(runbook);
      if (!look.noCandidates().isEmpty()) {
        throw Problem.several(look.noCandidates()).asException();
      }
      requireAnswers(look);
    }
    // Last: that a copy is of another writer says more than that its region is silent.
    requireRestorable();
  }

  /// Nobody is kept out for a writer that could not be stopped in good order then. Asked once home
  /// follows, whose guard tells nothing before.
  private void requireStoppable() throws InterruptedException, ProblemException {
    var unstoppable =
        moved.platform().kind().servesUsers()
            ? new Prerequisites(runbook, moved.reconcilers()).unstoppable()
            : List.<Problem>of();
    if (!unstoppable.isEmpty()) {
      throw Problem.several(unstoppable).asException();
    }
  }

  /// A loss that somebody accepts is what a vault lacks. Without anything in it there would be no
  /// writer at all, whatever anybody accepts.
  private void requireRestorable() throws InterruptedException, ProblemException {
    if (moved.placement().openRun().isPresent()) {
      return; // It says so itself, and nobody may write meanwhile.
    }
    var unrestorable =
        new Prerequisites(runbook, moved.reconcilers())
            .unrestorable(
                request.overrides().despiteObstacles(), request.overrides().loss().isPresent());
    if (!unrestorable.isEmpty()) {
      throw Problem.several(unrestorable).asException();
    }
  }

  /// What it depends on is recovered first.
  private void requireOrder() throws ProblemException {
    if (request.mode() != Mode.FAILOVER || request.overrides().despiteObstacles()) {
      return;
    }
    var placements = moved.platform().placements();
    var early = RecoveryOrder.refusal(moved.workload(), runbook.source(), placements);
    if (early.isPresent()) {
      throw early.get().asException();
    }
  }

  /// A side that follows already needs no run of its own.
  private void protectAndWait(Requester requester) throws InterruptedException, ProblemException {
    var reprotection = new Reprotection(moved, requester);
    if (!reprotection.look().holds()) {
      var reprotected = reprotection.run(requester.person(), "before the way home");
      if (!reprotected.done()) {
        throw ProblemException.passing(
            Code.LB2001,
            "run %s, which was to make home a replica, is %s"
                .formatted(reprotected.run(), RunWords.of(reprotected.phase())),
            "the writer stays where it is",
            "lifeboat status " + moved.file().typed());
      }
    }
    requireStoppable(); // Before nobody looks for hours, and again after that.
    await(requester.host(), requester.progress());
  }

  private void await(HostProcess host, ProgressListener progress) throws InterruptedException {
    var now = host.clock().instant();
    var begin =
        request
            .at()
            .map(at -> at.apply(now))
            .or(() -> moved.workload().failback().window().map(window -> window.next(now)))
            .orElse(now);
    var left = Duration.between(host.clock().instant(), begin);
    if (left.isPositive()) {
      progress.on(new ProgressEvent.Scheduled(begin));
      host.pause().of(left);
    }
  }

  /// Nothing is fenced for a region that says nothing: the run would wait there, without a writer.
  /// A run that is open says so itself.
  private void requireAnswers(Candidacy look) throws ProblemException {
    if (!look.silent().isEmpty()
        && !request.overrides().despiteObstacles()
        && moved.placement().openRun().isEmpty()) {
      throw Problem.several(look.silent()).asException();
    }
  }

  private static void requireNothingMissing(Prerequisites of)
      throws InterruptedException, ProblemException {
    var missing = of.missing();
    if (missing.isEmpty()) {
      return;
    }
    var first = Problem.several(missing);
    throw ProblemException.lasting(
        first.code(),
        first.happened(),
        "%s would not get there: %s; nothing was changed"
            .formatted(of.runbook().target(), first.means()),
        first.action() + "; or go as far as it gets with --despite-obstacles");
  }

  private void requireTarget() throws ProblemException {
    if (!request.target().orElse(runbook.target()).equals(runbook.target())) {
      throw ProblemException.lasting(
          Code.LB1003,
          "the writer of '%s' is in %s and can only go to %s, not to '%s'"
              .formatted(
                  runbook.workload(), runbook.source(), runbook.target(), request.target().get()),
          "nothing was changed",
          "use --to %s, or leave it out".formatted(runbook.target()));
    }
  }

  /// The runbook that was looked at is the one that is run, or none is.
  private void requireSame() throws ProblemException {
    var now = RunbookJson.hash(runbook);
    if (request.runbook().orElse(now).equals(now)) {
      return;
    }
    var looked = request.runbook().get();
    throw ProblemException.lasting(
        Code.LB3004,
        "the runbook is %s now, not %s%s".formatted(now, looked, otherWay(looked)),
        "the preview no longer holds; nothing was changed",
        "look at it again: lifeboat %s %s --dry-run"
            .formatted(request.mode().word(), moved.file().typed()));
  }

  /// The likeliest reason: the writer has moved since.
  private String otherWay(String looked) {
    try {
      var other = moved.runbook(request.mode(), runbook.target());
      return RunbookJson.hash(other).equals(looked)
          ? ": the writer has moved from %s to %s since"
              .formatted(runbook.target(), runbook.source())
          : ": the plan has changed since";
    } catch (ProblemException noSuchWay) {
      return ": the plan or the writer's region has changed since";
    }
  }
}
