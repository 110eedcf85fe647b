package dev.lifeboat.control;

import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
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
    var findings = new ArrayList<DoctorFinding>();
    try (var platform = regions.required(file)) {
      for (var workload : file.plan().workloads().values()) {
        var placed = platform.placements().read(workload.name());
        findings.add(
            placed.isPresent()
                ? DoctorFinding.well(
                    WHAT,
                    "the writer of '%s' is in %s".formatted(workload.name(), placed.get().writer()))
                : notAdopted(workload));
      }
    } catch (ProblemException failed) {
      var problem = failed.problem();
      findings.add(
          problem.code() == Code.LB7002
              ? DoctorFinding.trouble(WHAT, problem.happened(), problem.action())
              : DoctorFinding.unknown(WHAT, problem.happened(), problem.action()));
    }
    return findings;
  }

  private DoctorFinding notAdopted(Workload workload) {
    return DoctorFinding.trouble(
        WHAT,
        "'%s' was never adopted".formatted(workload.name()),
        "lifeboat adopt %s --confirm %s".formatted(file.typed(), file.plan().name()));
  }
}
