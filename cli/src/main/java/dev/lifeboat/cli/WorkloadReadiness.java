package dev.lifeboat.cli;

import dev.lifeboat.control.ControlledWorkload;
import dev.lifeboat.control.PastDrills;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.control.WatchSources;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.history.Proof;
import dev.lifeboat.history.Proofs;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Provider;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.watch.AsyncWindows;
import dev.lifeboat.watch.AutomaticFailover;
import dev.lifeboat.watch.PastFailovers;
import dev.lifeboat.watch.WatchFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds out whether workloads could be failed over now.
record WorkloadReadiness(Path state, PlanFile file, InstantSource clock) {

  WorkloadStatus of(Workload workload) throws InterruptedException, ProblemException {
    var now = clock.instant();
    var drill = LastDrill.of(state, file.plan().name(), workload.name(), now);
    var proofs = new PastDrills(state, file.plan(), workload).read();
    var known = new Known(workload, drill, proofs.rows(now));
    if (!Kinds.of(file.plan()).raised()) {
      return onAws(workload, known, proofs, now);
    }
    var lab = Labs.ifUp(file.plan(), state);
    if (lab.isEmpty()) {
      return known.status(
          "unknown",
          Optional.empty(),
          Optional.empty(),
          new WatchStatus(WatchStatus.Watch.none("the lab is not up"), List.of()),
          List.of(),
          ReplicaLagRow.unknown("the lab is not up"),
          List.of(
              "the lab is not up; bring it up with 'lifeboat lab up %s'".formatted(file.path())));
    }
    var placed = Labs.placement(lab.get(), workload);
    var holds =
        WatchStatus.of(lab.get(), state, file.plan().name(), workload, placed.writer(), now);
    var lapses = AsyncWindows.of(workload, lab.get().lapses());
    var rows = AsyncWindowRow.of(lapses, now);
    var copies = ReplicaLagRow.of(lab.get(), workload, placed.writer(), now);
    var open = openRun(placed);
    var why = obstacles(workload, lab.get().provider(workload), placed, open, lapses.refusal(now));
    why.addAll(GateFindings.of(lab.get().clients(), workload, placed.writer()));
    why.addAll(CopiesFindings.of(lab.get(), workload, placed.writer()));
    copies.alarmed().ifPresent(why::add);
    var word = word(why, proofs, now);
    return known.status(word, Optional.of(placed), open, holds, rows, copies, why);
  }

  /// @param why what is in the way; what is not proven is added
  private String word(List<String> why, Proofs proofs, Instant now) {
    if (!why.isEmpty()) {
      return "not-ready";
    }
    var unproven = proofs.unproven(now);
    unproven.ifPresent(
        it -> why.add("%s; hold it with 'lifeboat drill %s'".formatted(it, file.path())));
    return unproven.isEmpty() ? "ready" : "unproven";
  }

  /// By the drills that were held from this machine.
  private WorkloadStatus onAws(Workload workload, Known known, Proofs proofs, Instant now)
      throws InterruptedException {
    try (var platform = Platforms.account(file.plan())) {
      var placed = new ControlledWorkload(file, workload, platform, state).placement();
      var past =
          new PastFailovers(
              new RunRecords(state).runs(platform, Terminal.host()),
              file.plan().name(),
              workload.name());
      var holds =
          WatchStatus.of(
              new WatchFolder(WatchSources.folder(platform, file, state)),
              platform.pauses(),
              past,
              workload,
              placed.writer(),
              now);
      var target = otherThan(placed.writer());
      var copies = ReplicaLagRow.of(platform.lags(workload, placed.writer(), target), workload);
      var open = openRun(placed);
      var why = obstacles(workload, platform.provider(workload), placed, open, Optional.empty());
      copies.alarmed().ifPresent(why::add);
      var word = word(why, proofs, now);
      return known.status(word, Optional.of(placed), open, holds, List.of(), copies, why);
    } catch (ProblemException failed) {
      return known.status(
          "unknown",
          Optional.empty(),
          Optional.empty(),
          new WatchStatus(WatchStatus.Watch.none("where the writer is, is not known"), List.of()),
          List.of(),
          ReplicaLagRow.unknown("where the writer is, is not known"),
          List.of(phrase(failed.problem())));
    }
  }

  /// The region that would take over from `writer`.
  private String otherThan(String writer) {
    var plan = file.plan();
    return (plan.primary().name().equals(writer) ? plan.recovery() : plan.primary()).name();
  }

  /// The run that `resume` would take up. The journal has the last word: a controller may have died
  /// between its first event and its claim, or between its last event and the release.
  private Optional<RunId> openRun(Placement placed) throws ProblemException {
    var records = new RunRecords(state);
    var claimed = placed.openRun();
    if (claimed.isPresent()) {
      return claimed.filter(run -> !records.isOver(run));
    }
    return records.unclaimed(file.plan().name(), placed);
  }

  private List<String> obstacles(
      Workload workload,
      Provider provider,
      Placement placed,
      Optional<RunId> open,
      Optional<Problem> loses)
      throws InterruptedException, ProblemException {
    var why = new ArrayList<String>();
    AutomaticFailover.refusal(file.plan(), workload)
        .or(() -> loses)
        .map(WorkloadReadiness::phrase)
        .ifPresent(why::add);
    open.ifPresent(
        run -> why.add("run %s is open; go on with '%s'".formatted(run, resumption(run))));
    why.addAll(Obstacles.of(file.plan(), workload, provider, placed.writer()));
    return why;
  }

  /// A run that another machine began needs its plan.
  private String resumption(RunId run) {
    boolean elsewhere =
        !Kinds.of(file.plan()).raised()
            && !Files.exists(RunFolder.of(state.resolve("runs"), run).journal());
    return elsewhere
        ? "lifeboat resume %s --plan %s".formatted(run, file.path())
        : "lifeboat resume " + run;
  }

  /// Such as `LB3006 'orders' in east goes on without its replica ...; bring the replica back ...`.
  static String phrase(Problem refused) {
    return "%s %s; %s".formatted(refused.code(), refused.happened(), refused.action());
  }

  /// What is known whether or not a lab is up.
  private record Known(Workload workload, Optional<LastDrill> drill, List<Proof> proofs) {

    WorkloadStatus status(
        String readiness,
        Optional<Placement> placed,
        Optional<RunId> open,
        WatchStatus holds,
        List<AsyncWindowRow> lapses,
        ReplicaLagRow copies,
        List<String> why) {
      return new WorkloadStatus(
          workload.name(),
          readiness,
          placed.map(Placement::writer).orElse(null),
          open.map(RunId::value).orElse(null),
          workload.objectives().rto().toMillis() / 1e3,
          workload.objectives().rpo().toMillis() / 1e3,
          drill.orElse(null),
          holds.watch(),
          holds.holds(),
          lapses,
          copies,
          proofs,
          why);
    }
  }
}
