package dev.lifeboat.control;

import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import dev.lifeboat.provider.Inspection;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunbookCompiler;
import dev.lifeboat.watch.ArbiterRequirement;
import dev.lifeboat.watch.Lapse;
import dev.lifeboat.watch.Lapses;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks closely whether the workloads of a plan could be failed over now.
///
/// @param state the state folder
public record RecoveryCheck(
    PlanFile file, Path state, PlatformAccess regions, InstantSource clock) {

  /// What was found of one workload.
  ///
  /// @param lapses of its databases: those that go on, else the newest
  public record CheckedWorkload(String workload, List<Lapse> lapses, List<Concern> concerns) {
    public Recoverability readiness() {
      return Recoverability.of(concerns);
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
        found.add(new CheckedWorkload(it.name(), List.of(), unseen.of(it)));
      }
      return found;
    }
    try (var it = inspection.get()) {
      for (var workload : workloads) {
        found.add(check(workload, it));
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
    for (var workload : file.plan().workloads().values()) {
      ArbiterRequirement.refusal(file.plan(), workload).ifPresent(refused::add);
      RunbookCompiler.refusal(workload).ifPresent(refused::add);
    }
    return refused;
  }

  private CheckedWorkload check(Workload workload, Inspection inspection)
      throws InterruptedException, ProblemException {
    var platform = inspection.platform();
    var checked = new ControlledWorkload(file, workload, platform, state);
    var concerns = new ArrayList<Concern>();
    try {
      var writer = writer(checked, concerns);
      var refused = checked.refusal(Mode.FAILOVER, writer);
      if (refused.isPresent()) {
        return with(concerns, workload, Weight.OBSTACLE, refused.get());
      }
      var lapses = Lapses.of(workload, WatchSources.of(checked).lapses());
      lapses
          .refusal(clock.instant())
          .map(Problem::phrase)
          .ifPresent(it -> concerns.add(new Concern(workload.name(), Weight.OBSTACLE, it)));
      concerns.addAll(inspection.of(workload, checked.runbook(Mode.FAILOVER, writer)));
      return new CheckedWorkload(workload.name(), lapses.latest(), concerns);
    } catch (ProblemException failed) {
      var problem = checked.ofItsOwn(failed);
      return with(concerns, workload, ControlledWorkload.weight(problem), problem);
    }
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

  /// Nothing more can be looked at.
  private static CheckedWorkload with(
      List<Concern> concerns, Workload workload, Weight weight, Problem problem) {
    concerns.add(Concern.explained(workload.name(), weight, problem));
    return new CheckedWorkload(workload.name(), List.of(), concerns);
  }
}
