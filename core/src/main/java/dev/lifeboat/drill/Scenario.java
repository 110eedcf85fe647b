package dev.lifeboat.drill;

import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What a drill breaks.
public enum Scenario {
  /// Every process of the primary region is killed at once.
  REGION_LOSS("region-loss"),
  /// Every process of the primary region is frozen.
  REGION_HANG("region-hang"),
  /// The primary region is cut off from everybody and lives on; nothing outside can tell or end it.
  REGION_SILENT("region-silent"),
  /// The primary's database is killed and stays down; the rest of its region lives.
  DATABASE_LOSS("database-loss");

  private final String word;

  Scenario(String word) {
    this.word = word;
  }

  /// The word on the command line and in JSON.
  public String word() {
    return word;
  }

  /// The scenario that `word` names.
  ///
  /// @throws ProblemException LB1003 with the words there are
  public static Scenario of(String word) throws ProblemException {
    for (var scenario : values()) {
      if (scenario.word.equals(word)) {
        return scenario;
      }
    }
    throw Problem.lasting(
            Code.LB1003,
            "no scenario '%s'".formatted(word),
            "nothing was broken",
            "use one of "
                + Arrays.stream(values()).map(Scenario::word).collect(Collectors.joining(", ")))
        .asException();
  }

  /// The fault to inject for `workload`, whose writer is in the plan's primary region.
  Fault fault(Plan plan, Workload workload) throws ProblemException {
    var region = plan.primary().name();
    return switch (this) {
      case REGION_LOSS -> new Fault.RegionLost(region);
      case REGION_HANG -> new Fault.RegionHung(region);
      case REGION_SILENT -> new Fault.RegionSilent(region);
      case DATABASE_LOSS -> new Fault.ResourceLost(database(workload), region);
    };
  }

  private String database(Workload workload) throws ProblemException {
    var databases = workload.resources(Database.class);
    if (databases.isEmpty()) {
      throw Problem.lasting(
              Code.LB1003,
              "workload '%s' has no database to lose".formatted(workload.name()),
              "nothing was broken",
              "use --scenario region-loss")
          .asException();
    }
    return databases.getFirst().name();
  }
}
