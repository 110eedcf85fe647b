package dev.lifeboat.control;

import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import java.util.LinkedHashSet;
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
      // What keeps all of them from being read is told once.
      var findings = new LinkedHashSet<DoctorFinding>();
      for (var workload : file.plan().workloads().values()) {
        findings.add(look(platform, workload));
      }
      return List.copyOf(findings);
    } catch (ProblemException unreachable) {
      return List.of(told(unreachable.problem()));
    }
  }

  private DoctorFinding look(Platform platform, Workload workload) {
    try {
      return platform
          .placements()
          .read(workload.name())
          .map(it ->
              DoctorFinding.well(
                  WHAT, "the writer of '%s' is in %s".formatted(workload.name(), it.writer())))
          .orElseGet(() -> notAdopted(workload));
    } catch (ProblemException unread) {
      return told(unread.problem());
    }
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
