package dev.lifeboat.control;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.ProviderKind;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.ScenarioHost;

/// What is asked of one `drill`. Sealed: a new kind does not compile until whoever holds drills,
/// and each place that holds only some of them, has said what becomes of it.
public sealed interface DrillRequest {

  /// The option that asks for it, as it is typed.
  String typed();

  /// One that is held in regions.
  sealed interface InRegions extends DrillRequest {
    /// Refuses what cannot be held where `kind` has the regions of `plan`. Asks nobody.
    ///
    /// @throws ProblemException LB1005 when it cannot
    default void requireHeldOn(ProviderKind kind, Plan plan) throws ProblemException {
      boolean held =
          switch (this) {
            case Break(var scenario) -> {
              scenario.requireHeldOn(kind);
              yield true;
            }
            // One word confirms one drill.
            case EachScenario _ -> !kind.servesUsers();
            case Isolated _ -> kind instanceof ScenarioHost host && host.hasSandboxes();
            case Share _ -> kind instanceof ScenarioHost host && host.lendsReads();
          };
      if (!held) {
        throw ProblemException.lasting(
            Code.LB1005,
            "the regions of plan '%s' are on %s, where '%s' cannot be held"
                .formatted(plan.name(), kind.title(), typed()),
            "nothing was broken",
            "use --scenario with one that the plan names an experiment for");
      }
    }
  }

  /// Break something and recover from it.
  record Break(Scenario scenario) implements InRegions {
    @Override
    public String typed() {
      return "--scenario " + scenario.word();
    }
  }

  /// Hold every scenario that can be held there, one after the other.
  record EachScenario() implements InRegions {
    @Override
    public String typed() {
      return "--all";
    }
  }

  /// Recover in a sandbox beside the serving primary.
  record Isolated() implements InRegions {
    @Override
    public String typed() {
      return "--isolated";
    }
  }

  /// Lend the recovery region a share of the reads.
  ///
  /// @param percent of the clients' reads
  record Share(int percent) implements InRegions {
    @Override
    public String typed() {
      return "--share %d%%".formatted(percent);
    }
  }

  /// Walk a scenario with people; no region is touched.
  record Tabletop(Scenario scenario) implements DrillRequest {
    @Override
    public String typed() {
      return "--tabletop";
    }
  }

  /// List what past drills prove.
  record Past() implements DrillRequest {
    @Override
    public String typed() {
      return "--history";
    }
  }
}
