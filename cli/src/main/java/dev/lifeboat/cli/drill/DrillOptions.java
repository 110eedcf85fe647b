package dev.lifeboat.cli.drill;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.control.DrillRequest;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.Scenarios;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options by which a drill is asked for.
final class DrillOptions {
  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      completionCandidates = ScenarioWords.class,
      description = "One of ${COMPLETION-CANDIDATES} (default: region-loss).")
  private @Nullable String scenario;

  @Option(names = "--all", description = "Hold every scenario in turn and print one table.")
  private boolean all;

  @Option(
      names = "--isolated",
      description =
          "Recover in a sandbox in the recovery region while the primary serves on; break nothing.")
  private boolean isolated;

  @Option(
      names = "--share",
      paramLabel = "PERCENT",
      converter = Percent.class,
      description =
          "Send such a share of the clients' reads, as 5%%, to the recovery region for a while;"
              + " break nothing.")
  private @Nullable Integer share;

  @Option(
      names = "--tabletop",
      description = "Walk the scenario with the people at this terminal; break nothing.")
  private boolean tabletop;

  @Option(
      names = "--history",
      description = "List what past drills prove, with the trend of their figures; break nothing.")
  private boolean history;

  /// Whether nothing is asked for but what past drills prove.
  boolean readsOnly() {
    return history;
  }

  boolean isTabletop() {
    return tabletop;
  }

  /// @throws ProblemException LB1003 for a scenario that nobody knows, LB1004 for two kinds at once
  DrillRequest request() throws ProblemException {
    var breaks = scenario == null ? Scenarios.REGION_LOSS : Scenarios.named(scenario);
    // A scenario that is named beside these is the one to walk, or one of those that are listed.
    boolean broken = scenario != null && !tabletop && !history;
    var kinds =
        Stream.<Optional<DrillRequest>>of(
                given(broken, new DrillRequest.Break(breaks)),
                given(tabletop, new DrillRequest.Tabletop(breaks)),
                given(all, new DrillRequest.EachScenario()),
                given(isolated, new DrillRequest.Isolated()),
                Optional.ofNullable(share).map(DrillRequest.Share::new),
                given(history, new DrillRequest.Past()))
            .flatMap(Optional::stream)
            .toList();
    if (kinds.size() > 1) {
      throw Failures.usage(
          kinds.stream()
              .map(DrillRequest::typed)
              .collect(Collectors.joining("' and '", "'", "' are different drills")),
          "nothing was broken",
          "use one of them");
    }
    return kinds.isEmpty() ? new DrillRequest.Break(breaks) : kinds.getFirst();
  }

  private static Optional<DrillRequest> given(boolean asked, DrillRequest kind) {
    return Optional.of(kind).filter(_ -> asked);
  }
}
