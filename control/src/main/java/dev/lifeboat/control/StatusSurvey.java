package dev.lifeboat.control;

import dev.lifeboat.engine.Preview;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.history.Proofs;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.RunbookCompiler;
import dev.lifeboat.watch.ArbiterRequirement;
import dev.lifeboat.watch.AsyncWindows;
import dev.lifeboat.watch.CopyLag;
import dev.lifeboat.watch.PastFailovers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds out what is known of the workloads of a plan: whether they could be failed over now, and
/// what watches, copies and drills tell.
///
/// @param state the state folder
public record StatusSurvey(PlanFile file, Path state, PlatformAccess regions, HostProcess host) {

  // As a watch waits for one look, so that one silent region holds nobody up.
  private static final Duration LOOK = Duration.ofSeconds(1);

  /// Of all of them, in the plan's order. Reads only.
  public List<WorkloadStatus> run() throws InterruptedException, ProblemException {
    // Once for all: each workload would read every run anew.
    var records = new RunRecords(state);
    var runs = records.list();
    var found = new ArrayList<WorkloadStatus>();
    var platform = regions.of(file);
    if (platform.isEmpty()) {
      for (var workload : file.plan().workloads().values()) {
        found.add(unseen(workload, proofs(workload, records, runs)));
      }
      return found;
    }
    try (var it = platform.get()) {
      var failovers = new PastFailovers(records.runs(it, host), file.plan().name());
      for (var workload : file.plan().workloads().values()) {
        var past = new Past(records, failovers, proofs(workload, records, runs));
        found.add(of(workload, it, past));
      }
    }
    return found;
  }

  /// What earlier runs tell of a workload.
  private record Past(RunRecords records, PastFailovers failovers, Proofs proofs) {}

  private Proofs proofs(Workload workload, RunRecords records, List<RunSummary> runs)
      throws ProblemException {
    return new PastDrills(state, file, workload).read(records, runs);
  }

  private WorkloadStatus of(Workload workload, Platform platform, Past past)
      throws InterruptedException, ProblemException {
    var controlled = new ControlledWorkload(file, workload, platform, state);
    try {
      return of(controlled, past, host.clock().instant());
    } catch (ProblemException failed) {
      var problem = controlled.ofItsOwn(failed);
      return unknown(
          workload,
          ControlledWorkload.isUnplaced(problem)
              ? Recoverability.NOT_READY
              : Recoverability.UNKNOWN,
          past.proofs(),
          "where the writer is, is not known",
          List.of(problem.phrase()));
    }
  }

  private WorkloadStatus unseen(Workload workload, Proofs proofs) {
    var refusal = RunbookCompiler.refusal(workload);
    return unknown(
        workload,
        refusal.isPresent() ? Recoverability.NOT_READY : Recoverability.UNKNOWN,
        proofs,
        "the %s is not up".formatted(regions.kind(file).keys().word()),
        Stream.concat(refusal.map(Problem::phrase).stream(), Stream.of(notUp(file, regions)))
            .toList());
  }

  static String notUp(PlanFile file, PlatformAccess regions) {
    return "the %1$s is not up; bring it up with 'lifeboat %1$s up %2$s'"
        .formatted(regions.kind(file).keys().word(), file.typed());
  }

  private static WorkloadStatus unknown(
      Workload workload, Recoverability readiness, Proofs proofs, String unseen, List<String> why) {
    return new WorkloadStatus(
        workload,
        readiness,
        Optional.empty(),
        Optional.empty(),
        proofs,
        new WorkloadStatus.Protection(
            WatchOutlook.unknown(unseen), List.of(), CopyLag.unknown(unseen)),
        Stream.concat(why.stream(), proofs.unread().stream()).toList());
  }

  private WorkloadStatus of(ControlledWorkload of, Past runs, Instant now)
      throws InterruptedException, ProblemException {
    var workload = of.workload();
    var platform = of.platform();
    var placed = of.placement();
    var proofs = runs.proofs();
    var sources = WatchSources.of(of);
    var watch =
        WatchOutlook.of(
            sources.notes(), platform.pauses(), runs.failovers(), workload, placed.writer(), now);
    var lapses = AsyncWindows.of(workload, sources.lapses());
    var copies =
        CopyLag.of(
            workload,
            platform.replicas(workload, placed.writer()),
            sources.backlog(workload, placed.writer()),
            now);
    var open = openRun(placed, runs.records());
    var why = new ArrayList<String>();
    ArbiterRequirement.refusal(file.plan(), workload)
        .or(() -> lapses.refusal(now))
        .map(Problem::phrase)
        .ifPresent(why::add);
    open.ifPresent(
        run -> why.add("run %s is open; go on with '%s'".formatted(run, resumption(of, run))));
    why.addAll(obstacles(of, placed.writer()));
    why.addAll(platform.hindrances(workload, placed.writer()));
    copies.alarm().map(Problem::phrase).ifPresent(why::add);
    var readiness = why.isEmpty() ? Recoverability.READY : Recoverability.NOT_READY;
    var unproven = proofs.unproven(now);
    if (why.isEmpty() && unproven.isPresent() && proofs.unread().isEmpty()) {
      readiness = Recoverability.UNPROVEN;
      why.add("%s; hold it with 'lifeboat drill %s'".formatted(unproven.get(), file.typed()));
    }
    var unknown = new ArrayList<>(proofs.unread().stream().toList());
    unknown.addAll(runs.failovers().unreadable());
    var failed = failed(of, placed.writer(), now, unknown);
    if (readiness != Recoverability.NOT_READY && !unknown.isEmpty()) {
      readiness = Recoverability.UNKNOWN;
    }
    why.addAll(unknown);
    if (open.isEmpty() && !why.isEmpty() && !placed.writer().equals(file.plan().primary().name())) {
      why.add(
          "the writer is in %s; bring it home with 'lifeboat failback %s'"
              .formatted(placed.writer(), file.typed()));
    }
    return new WorkloadStatus(
        workload,
        readiness,
        Optional.of(new WorkloadStatus.SeenWriter(placed.writer(), failed)),
        open,
        proofs,
        new WorkloadStatus.Protection(watch, lapses.latest(), copies),
        why);
  }

  /// Whether somebody should fail over is for the watch to say; that users see nothing is told.
  ///
  /// @param unknown grows by why nobody could look
  private static Optional<String> failed(
      ControlledWorkload of, String writer, Instant now, List<String> unknown)
      throws InterruptedException {
    try {
      var round = of.platform().views(of.workload(), writer).look(now, LOOK);
      return round.failed() ? Optional.of(round.reasons()) : Optional.empty();
    } catch (ProblemException unseen) {
      // A plan may name nothing to look at; then nobody looked, and nothing else depends on it.
      if (unseen.problem().code() != Code.LB2008) {
        unknown.add("whether its writer answers is not known: " + unseen.problem().phrase());
      }
      return Optional.empty();
    }
  }

  private static List<String> obstacles(ControlledWorkload of, String writer)
      throws InterruptedException, ProblemException {
    var refused = of.refusal(Mode.FAILOVER, writer);
    return refused.isPresent()
        ? List.of(refused.get().phrase())
        : Preview.of(of.runbook(Mode.FAILOVER, writer), of.reconcilers()).obstacles();
  }

  /// The run that `resume` would take up. The journal has the last word: a controller may have died
  /// between its first event and its claim, or between its last event and the release.
  private Optional<RunId> openRun(Placement placed, RunRecords records) throws ProblemException {
    var claimed = placed.openRun();
    return claimed.isPresent()
        ? claimed.filter(run -> !records.isOver(run))
        : records.unclaimed(file.plan().name(), placed);
  }

  /// A run that another machine began needs its plan.
  private String resumption(ControlledWorkload of, RunId run) {
    boolean elsewhere =
        of.platform().copies().outliveController()
            && !Files.exists(RunFolder.of(state.resolve("runs"), run).journal());
    return "lifeboat resume " + run + (elsewhere ? " --plan " + file.typed() : "");
  }
}
