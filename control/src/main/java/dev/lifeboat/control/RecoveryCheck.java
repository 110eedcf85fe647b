package dev.lifeboat.control;

import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import dev.lifeboat.provider.Inspection;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.watch.ArbiterRequirement;
import dev.lifeboat.watch.Lapse;
import dev.lifeboat.watch.Lapses;
import dev.lifeboat.watch.WatchFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Looks closely whether the workloads of a plan could be failed over now.
///
/// @param state the state folder
public record RecoveryCheck(
    PlanFile file, Path state, PlatformAccess regions, PlanVaults vaults, InstantSource clock) {

  /// So that no vault holds up for long what is told of regions.
  private static final Duration VAULTS = Duration.ofSeconds(10);

  /// What was found of one workload.
  ///
  /// @param lapses of its databases: those that go on, else the newest
  /// @param backups of each database in each of its vaults
  public record CheckedWorkload(
      String workload, List<Lapse> lapses, List<BackupAge> backups, List<Concern> concerns) {
    public Recoverability readiness() {
      return Recoverability.of(concerns);
    }

    private CheckedWorkload with(List<BackupAge> ages) {
      var all =
          Stream.concat(
                  concerns.stream(), ages.stream().flatMap(it -> it.concern().stream()).distinct())
              .toList();
      return new CheckedWorkload(workload, lapses, ages, all);
    }

    /// No failover needs those vaults.
    private CheckedWorkload outside(List<Problem> unlawful) {
      var told = unlawful.stream().map(it -> Concern.explained(workload, Weight.WARNING, it));
      var all = Stream.concat(concerns.stream(), told).toList();
      return new CheckedWorkload(workload, lapses, backups, all);
    }
  }

  /// Reads only.
  ///
  /// @throws ProblemException LB3007 when a failover is automatic without an arbiter
  public List<CheckedWorkload> run() throws InterruptedException, ProblemException {
    var workloads = file.plan().workloads().values();
    for (var workload : workloads) {
      ArbiterRequirement.require(file.plan(), workload);
    }
    var kind = regions.kind(file);
    var kept =
        kind.keepsBackups()
            ? new PlanPoints(file.plan(), vaults).find(VAULTS)
            : List.<VaultPoints>of();
    var found = new ArrayList<CheckedWorkload>();
    var inspection = Optional.<Inspection>empty();
    var unseen = UnseenRegions.notUp(file, regions);
    try {
      inspection = regions.inspection(file);
    } catch (ProblemException unread) {
      unseen = UnseenRegions.unread(unread);
    }
    if (inspection.isEmpty()) {
      for (var it : workloads) {
        var notes = new WatchFolder(state); // It has none: those are where the regions are.
        found.add(
            new CheckedWorkload(
                    it.name(),
                    List.of(),
                    List.of(),
                    unseen.of(it, kind.compiler().refusal(file.plan(), it)))
                .with(new BackupAges(file, kind, it, notes, clock.instant()).read(kept))
                .outside(BackedUpDatabase.unlawful(file.plan(), it)));
      }
      return found;
    }
    try (var it = inspection.get()) {
      for (var workload : workloads) {
        var checked = new ControlledWorkload(file, workload, it.platform(), state);
        found.add(
            check(checked, it)
                .with(BackupAges.of(checked, clock.instant()).read(kept))
                .outside(BackedUpDatabase.unlawful(file.plan(), workload)));
        // A call that is waited for to its end keeps an interrupt for later.
        if (Thread.interrupted()) {
          throw new InterruptedException("while looking at " + workload.name());
        }
      }
    }
    return found;
  }

  /// Why workloads of the plan could never be moved, whatever their regions are like.
  public List<Problem> refusals() {
    var refused = new ArrayList<Problem>();
    var compiler = regions.kind(file).compiler();
    for (var workload : file.plan().workloads().values()) {
      ArbiterRequirement.refusal(file.plan(), workload).ifPresent(refused::add);
      compiler.refusal(file.plan(), workload).ifPresent(refused::add);
      refused.addAll(BackedUpDatabase.unlawful(file.plan(), workload));
    }
    return refused;
  }

  private CheckedWorkload check(ControlledWorkload checked, Inspection inspection)
      throws InterruptedException, ProblemException {
    var workload = checked.workload();
    var concerns = new ArrayList<Concern>();
    try {
      var writer = writer(checked, concerns);
      boolean placed = concerns.isEmpty();
      openRun(checked).ifPresent(concerns::add);
      var refused = checked.refusal(Mode.FAILOVER, writer);
      if (refused.isPresent()) {
        concerns.add(Concern.explained(workload.name(), Weight.OBSTACLE, refused.get()));
        return new CheckedWorkload(workload.name(), List.of(), List.of(), concerns);
      }
      var lapses = Lapses.of(workload, WatchSources.of(checked).lapses());
      lapses
          .refusal(clock.instant())
          .map(Problem::phrase)
          .ifPresent(it -> concerns.add(new Concern(workload.name(), Weight.OBSTACLE, it)));
      if (placed) {
        concerns.addAll(seen(workload, writer, inspection));
      }
      concerns.addAll(inspection.of(workload, checked.runbook(Mode.FAILOVER, writer)));
      return new CheckedWorkload(workload.name(), lapses.latest(), List.of(), concerns);
    } catch (ProblemException failed) {
      var problem = checked.ofItsOwn(failed);
      concerns.add(Concern.explained(workload.name(), ControlledWorkload.weight(problem), problem));
      return new CheckedWorkload(workload.name(), List.of(), List.of(), concerns);
    }
  }

  /// A workload whose writer is lost can be failed over: it is ready, and people must see that it
  /// is time to.
  private List<Concern> seen(Workload workload, String writer, Inspection inspection)
      throws InterruptedException {
    var name = workload.name();
    var look = WriterAnswer.of(() -> inspection.views(workload, writer), clock.instant());
    return Stream.concat(
            look.failed().stream()
                .map(it -> "its writer in %s does not answer: %s".formatted(writer, it))
                .map(it -> new Concern(name, Weight.WARNING, it)),
            look.unknown().stream().map(it -> new Concern(name, Weight.UNKNOWN, it)))
        .toList();
  }

  /// What else is in the way follows from it.
  private Optional<Concern> openRun(ControlledWorkload checked) throws ProblemException {
    Optional<RunId> open;
    try {
      open = checked.placement().openRun();
    } catch (ProblemException told) {
      return Optional.empty(); // By whoever asked for the writer.
    }
    return new OpenRunNote(state, file)
        .of(checked, open)
        .map(it -> new Concern(checked.workload().name(), Weight.OBSTACLE, it));
  }

  /// Where nothing was written down the writer is at home, if anywhere: what else is missing there
  /// is told with it.
  private String writer(ControlledWorkload checked, List<Concern> concerns)
      throws ProblemException {
    try {
      return checked.placement().writer();
    } catch (ProblemException failed) {
      var problem = checked.ofItsOwn(failed);
      if (!ControlledWorkload.isUnplaced(problem) && problem.code() != Code.LB7005) {
        concerns.add(unlooked(checked.workload()));
        throw failed;
      }
      concerns.add(Concern.explained(checked.workload().name(), Weight.OBSTACLE, problem));
      return file.plan().primary().name();
    }
  }

  /// All that is left out where nobody can tell where the writer is: by a guess it might be told of
  /// obstacles that are none.
  private static Concern unlooked(Workload workload) {
    return new Concern(
        workload.name(),
        Weight.UNKNOWN,
        "not looked at, since it is not known where the writer is: "
            + String.join(", ", workload.resources().keySet()));
  }
}
