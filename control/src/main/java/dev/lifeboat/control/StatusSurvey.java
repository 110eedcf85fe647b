package dev.lifeboat.control;

import dev.lifeboat.engine.Preview;
import dev.lifeboat.history.Proofs;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.Scenarios;
import dev.lifeboat.watch.ArbiterRequirement;
import dev.lifeboat.watch.CopyLag;
import dev.lifeboat.watch.Lapses;
import dev.lifeboat.watch.PastFailovers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds out what is known of the workloads of a plan: whether they could be failed over now, and
/// what watches, copies and drills tell. Its looks are a run's own, so that it answers soon; a
/// [RecoveryCheck] takes closer ones.
///
/// @param state the state folder
public record StatusSurvey(PlanFile file, Path state, PlatformAccess regions, HostProcess host) {

  /// Of all of them, in the plan's order. Reads only.
  public List<WorkloadStatus> run() throws InterruptedException, ProblemException {
    // Once for all: each workload would read every run anew.
    var records = new RunRecords(state);
    var runs = records.list();
    var found = new ArrayList<WorkloadStatus>();
    var platform = Optional.<Platform>empty();
    var unseen = UnseenRegions.notUp(file, regions);
    try {
      platform = regions.of(file);
    } catch (ProblemException unread) {
      unseen = UnseenRegions.unread(unread);
    }
    if (platform.isEmpty()) {
      for (var it : file.plan().workloads().values()) {
        var refused = regions.kind(file).compiler().refusal(file.plan(), it);
        found.add(unknown(it, proofs(it, records, runs), unseen.why(), unseen.of(it, refused)));
      }
      return found;
    }
    try (var it = platform.get()) {
      var failovers = new PastFailovers(records.runs(it, host), file.plan().name());
      for (var workload : file.plan().workloads().values()) {
        var past =
            new Past(records, failovers, proofs(workload, records, runs), held(workload, runs));
        found.add(of(workload, it, past));
      }
    }
    return found;
  }

  /// What earlier runs tell of a workload.
  ///
  /// @param held drill that a process of this machine holds now
  private record Past(
      RunRecords records, PastFailovers failovers, Proofs proofs, Optional<RunSummary> held) {}

  private Optional<RunSummary> held(Workload workload, List<RunSummary> runs) {
    var own = new RunSummary.Subject(file.plan().name(), workload.name());
    return runs.stream().filter(it -> it.live() && it.subject().equals(own)).findFirst();
  }

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
          past.proofs(),
          "where the writer is, is not known",
          List.of(
              new Concern(workload.name(), ControlledWorkload.weight(problem), problem.phrase())));
    }
  }

  private WorkloadStatus unknown(
      Workload workload, Proofs proofs, String unseen, List<Concern> concerns) {
    return new WorkloadStatus(
        workload,
        Recoverability.of(concerns),
        Optional.empty(),
        Optional.empty(),
        proofs,
        new WorkloadStatus.Protection(
            WatchOutlook.unknown(unseen),
            List.of(),
            CopyLag.unknown(unseen),
            BackupAges.unseen(file, workload, unseen)),
        Stream.concat(words(concerns), proofs.unread().stream()).toList());
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
    var lapses = Lapses.of(workload, sources.lapses());
    var copies =
        CopyLag.of(
            workload,
            platform.replicas(workload, placed.writer()),
            sources.backlog(workload, placed.writer()),
            now);
    var open = new OpenRuns(runs.records()).of(file.plan().name(), placed);
    var concerns = new ArrayList<Concern>();
    obstacles(
            of,
            placed.writer(),
            lapses.refusal(now),
            new OpenRunNote(state, file).of(of, open),
            copies.alarm())
        .forEach(it -> concerns.add(new Concern(workload.name(), Weight.OBSTACLE, it)));
    var unproven =
        concerns.isEmpty() && proofs.unread().isEmpty()
            ? proofs.unproven(now)
            : Optional.<String>empty();
    var unknown = new ArrayList<>(proofs.unread().stream().toList());
    unknown.addAll(runs.failovers().unreadable());
    var seen = WriterAnswer.of(() -> platform.views(workload, placed.writer()), now);
    seen.unknown().ifPresent(unknown::add);
    var backups = backups(of, now, concerns);
    unknown.forEach(it -> concerns.add(new Concern(workload.name(), Weight.UNKNOWN, it)));
    var why = new ArrayList<>(drill(runs, unproven, now).stream().toList());
    words(concerns).forEach(why::add);
    if (open.isEmpty()
        && runs.held().isEmpty()
        && !why.isEmpty()
        && !placed.writer().equals(file.plan().primary().name())) {
      why.add(
          "the writer is in %s; bring it home with 'lifeboat failback %s'"
              .formatted(placed.writer(), file.typed()));
    }
    return new WorkloadStatus(
        workload,
        Recoverability.worst(
            Stream.of(
                Recoverability.of(concerns),
                unproven.isPresent() ? Recoverability.UNPROVEN : Recoverability.READY)),
        Optional.of(new WorkloadStatus.SeenWriter(placed.writer(), seen.failed())),
        open,
        proofs,
        new WorkloadStatus.Protection(watch, lapses.latest(), copies, backups),
        why);
  }

  /// One that is held now, else one to hold.
  private Optional<String> drill(Past runs, Optional<String> unproven, Instant now) {
    return runs.held()
        .map(it -> "%s is held now: %s".formatted(it.run(), it.why()))
        .or(() ->
            unproven.map(it ->
                "%s; hold it with 'lifeboat drill %s%s'"
                    .formatted(it, file.typed(), named(runs.proofs().toRepeat(now)))));
  }

  /// The one that is held where none is named needs no name.
  private static String named(Optional<Scenario> scenario) {
    return scenario
        .filter(it -> !it.equals(Scenarios.REGION_LOSS))
        .map(it -> " --scenario " + it.word())
        .orElse("");
  }

  /// @param concerns grows by what hinders a failover
  private List<BackupAge> backups(ControlledWorkload of, Instant now, List<Concern> concerns) {
    var ages = BackupAges.of(of, now).noted();
    ages.stream()
        .flatMap(it -> it.concern().stream())
        .filter(it -> !it.isWarning())
        .distinct()
        .forEach(concerns::add);
    return ages;
  }

  /// Whose concerns they are stands beside them.
  private static Stream<String> words(List<Concern> concerns) {
    return concerns.stream().map(it -> it.problem().map(Problem::phrase).orElse(it.phrase()));
  }

  private List<String> obstacles(
      ControlledWorkload of,
      String writer,
      Optional<Problem> lapse,
      Optional<String> open,
      Optional<Problem> alarm)
      throws InterruptedException, ProblemException {
    var why = new ArrayList<String>();
    ArbiterRequirement.refusal(file.plan(), of.workload())
        .or(() -> lapse)
        .map(Problem::phrase)
        .ifPresent(why::add);
    open.ifPresent(why::add);
    var refused = of.refusal(Mode.FAILOVER, writer);
    why.addAll(
        refused.isPresent()
            ? List.of(refused.get().phrase())
            : Preview.of(of.runbook(Mode.FAILOVER, writer), of.reconcilers()).obstacles());
    why.addAll(of.platform().hindrances(of.workload(), writer));
    of.platform().leftOpen(of.workload(), writer).forEach(it -> why.add(it.phrase()));
    alarm.map(Problem::phrase).ifPresent(why::add);
    return why;
  }
}
