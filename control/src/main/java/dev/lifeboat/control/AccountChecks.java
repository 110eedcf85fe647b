package dev.lifeboat.control;

import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.ClockSkew;
import dev.lifeboat.provider.DoctorCheck;
import dev.lifeboat.provider.DoctorFinding;
import dev.lifeboat.provider.RegionAnswers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// Whether the account that holds the regions of a plan lets itself be asked: by whom, in each
/// region, and where each writer is, which a move asks first. Nothing can be raised there, as a lab
/// is.
public record AccountChecks(PlanFile file, PlatformAccess regions, InstantSource wall) {
  private static final String WHAT = "account";

  private static final Duration LEAST_SEEN = Duration.ofSeconds(2);

  /// One look at the placements, and one at each region: a silent one hides no other.
  public List<DoctorCheck> all() {
    var checks = new ArrayList<DoctorCheck>();
    checks.add(new DoctorCheck(WHAT, this::look));
    for (var region : file.plan().regions().keySet()) {
      checks.add(new DoctorCheck("region " + region, () -> look(region)));
    }
    return List.copyOf(checks);
  }

  private List<DoctorFinding> look(String region) throws InterruptedException {
    var what = "region " + region;
    try (var platform = regions.required(file)) {
      var answers = platform.ability(RegionAnswers.class);
      if (answers.isEmpty()) {
        return List.of();
      }
      var before = wall.instant();
      var answer = answers.get().answer(region);
      return List.of(judged(what, answers.get().mostSkew(), answer, before, wall.instant()));
    } catch (ProblemException unreachable) {
      return List.of(told(what, unreachable.problem()));
    }
  }

  private static DoctorFinding judged(
      String what, Duration most, RegionAnswers.Answer answer, Instant before, Instant after) {
    var skew = answer.at().map(at -> ClockSkew.of(before, at, after));
    var detail =
        "%s answers after %d ms, to %s; its clock %s"
            .formatted(
                answer.place(),
                Duration.between(before, after).toMillis(),
                answer.caller(),
                skew.map(it -> offBy(it.ahead())).orElse("is not told"));
    return DoctorFinding.judge(
        skew.isEmpty() || skew.get().isWithin(most),
        what,
        detail,
        "let a time service set the clock of this machine: calls signed more than %d min off are refused"
            .formatted(most.toMinutes()));
  }

  /// How far a clock is off. An answer tells whole seconds.
  private static String offBy(Duration skew) {
    long seconds = skew.abs().toSeconds();
    return seconds < LEAST_SEEN.toSeconds()
        ? "agrees with ours"
        : "is %d s %s ours".formatted(seconds, skew.isNegative() ? "behind" : "ahead of");
  }

  private List<DoctorFinding> look() throws InterruptedException {
    try (var platform = regions.required(file)) {
      return look(platform.placements());
    } catch (ProblemException unreachable) {
      return List.of(told(WHAT, unreachable.problem()));
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
          findings.add(told(WHAT, problem));
        }
        if (problem.code().isSilence() || problem.code() == Code.LB7001) {
          break;
        }
      }
    }
    return findings;
  }

  private static DoctorFinding told(String what, Problem problem) {
    return problem.code().isSilence() || problem.code() == Code.LB7001
        ? DoctorFinding.unknown(what, problem.happened(), problem.action())
        : DoctorFinding.trouble(what, problem.happened(), problem.action());
  }

  private DoctorFinding notAdopted(Workload workload) {
    return DoctorFinding.trouble(
        WHAT,
        "'%s' was never adopted".formatted(workload.name()),
        "lifeboat adopt %s --confirm %s".formatted(file.typed(), file.plan().name()));
  }
}
