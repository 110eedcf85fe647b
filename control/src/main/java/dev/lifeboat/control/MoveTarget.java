package dev.lifeboat.control;

import static java.util.stream.Collectors.joining;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Where the writers of a whole plan shall be once all of them have moved.
final class MoveTarget {
  private MoveTarget() {}

  /// The region; empty where no writer moves.
  ///
  /// @throws ProblemException LB1004 when the request names no region and one writer is elsewhere
  ///   than another, or is unknown: then nobody can tell which region is to be left; also when a
  ///   way home is to go elsewhere, or at one moment for all
  static Optional<String> ofAll(Plan plan, List<ControlledWorkload> workloads, MoveRequest request)
      throws ProblemException {
    requireNoMoment(request);
    return switch (request.mode()) {
      case REPROTECT -> Optional.empty();
      case FAILBACK -> Optional.of(home(plan, request));
      case FAILOVER, SWITCHOVER ->
          request.target().isPresent() ? request.target() : Optional.of(other(plan, workloads));
    };
  }

  /// The second would begin to follow once the first has moved, and not be there at that time.
  private static void requireNoMoment(MoveRequest request) throws ProblemException {
    if (request.at().isPresent()) {
      throw UsageProblem.of(
          "--at is the moment of one workload, and with --all they come home one after the other",
          "nothing was changed",
          "leave out --at, or name one with --workload");
    }
  }

  private static String home(Plan plan, MoveRequest request) throws ProblemException {
    var home = plan.primary().name();
    if (!request.target().orElse(home).equals(home)) {
      throw UsageProblem.of(
          "a failback goes home, to '%s', not to '%s'".formatted(home, request.target().get()),
          "nothing was changed",
          "use --to %s, or leave it out".formatted(home));
    }
    return home;
  }

  /// The region that no writer is in.
  private static String other(Plan plan, List<ControlledWorkload> workloads)
      throws ProblemException {
    var writers = new TreeSet<String>();
    for (var workload : workloads) {
      try {
        writers.add(workload.placement().writer());
      } catch (ProblemException unknown) {
        throw unclear(plan, unknown.problem().happened());
      }
    }
    if (writers.size() > 1) {
      throw unclear(plan, "the writers are in " + String.join(" and ", writers));
    }
    return plan.pair().otherThan(writers.first());
  }

  private static ProblemException unclear(Plan plan, String why) {
    return UsageProblem.of(
        "which region all of '%s' shall leave is not clear: %s".formatted(plan.name(), why),
        "nothing was changed",
        "say where all shall be: "
            + Stream.of(plan.pair().primary(), plan.pair().recovery())
                .map("--to "::concat)
                .collect(joining(" or ")));
  }
}
