package dev.lifeboat.control;

import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// Whether the account that holds the regions of a plan lets itself be asked: by whom, and where
/// each writer is, which a move asks first. Nothing can be raised there, as a lab is.
public record AccountChecks(PlanFile file, Regions regions) {
  private static final String WHAT = "account";

  /// The one look.
  public DoctorCheck check() {
    return new DoctorCheck(WHAT, this::look);
  }

  private List<DoctorFinding> look() throws InterruptedException {
    try (var platform = regions.required(file)) {
      return look(platform.placements());
    } catch (ProblemException unreachable) {
      return List.of(told(unreachable.problem()));
    }
  }

  /// What keeps several workloads from being read is told of the first; whoever is silent, or knows
  /// nobody, is not asked for the next.
  private List<DoctorFinding> look(Placements placements) {
    var findings = new ArrayList<DoctorFinding>();
    var causes = EnumSet.noneOf(Code.class);
    for (var workload : file.plan().workloads().values()) {
      if (Thread.currentThread().isInterrupted()) {
        break;
      }
      try {
        findings.add(
            placements
                .read(workload.name())
                .map(it ->
                    DoctorFinding.well(
                        WHAT,
                        "the writer of '%s' is in %s".formatted(workload.name(), it.writer())))
                .orElseGet(() -> notAdopted(workload)));
      } catch (ProblemException unread) {
        var problem = unread.problem();
        if (causes.add(problem.code())) {
          findings.add(told(problem));
        }
        if (problem.code().isSilence() || problem.code() == Code.LB7001) {
          break;
        }
      }
    }
    return findings;
  }

  private static DoctorFinding told(Problem problem) {
    return problem.code() == Code.LB7002
        ? DoctorFinding.trouble(WHAT, problem.happened(), problem.action())
        : DoctorFinding.unknown(WHAT, problem.happened(), problem.action());
  }

  private DoctorFinding notAdopted(Workload workload) {
    return DoctorFinding.trouble(
        WHAT,
        "'%s' was never adopted".formatted(workload.name()),
        "lifeboat adopt %s --confirm %s".formatted(file.typed(), file.plan().name()));
  }
}
