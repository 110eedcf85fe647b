package dev.lifeboat.cli.regions;

import dev.lifeboat.scenario.Scenario;

/// What is asked of one `drill`. Sealed: a new kind does not compile until whoever holds drills,
/// and each place that holds only some of them, has said what becomes of it.
public sealed interface DrillRequest {

  /// The option that asks for it, as it is typed.
  String typed();

  /// One that is held in regions.
  sealed interface InRegions extends DrillRequest {}

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
