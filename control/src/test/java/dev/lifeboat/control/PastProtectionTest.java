package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.control.RunSummary.Kind;
import dev.lifeboat.control.RunSummary.Subject;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.engine.RunState.Phase;
import dev.lifeboat.journal.Event.Outcome;
import dev.lifeboat.scenario.Scenarios;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: that a failover left a workload without a replica is known from its runs.
class PastProtectionTest {
  private static final Subject SHOP = new Subject("p", "shop");

  /// Oldest first, as they were.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "failover done                                  | true",
        "failover done, reprotect done                  | false",
        "failover done, failback done                   | false",
        "failover done, switchover done                 | false",
        "failover done, drill passed                    | false",
        "failover done, drill failed                    | true",
        "failover done, repair passed                     | true",
        "failover done, drill passed, repair passed       | false",
        "failover done, reprotect undone                | true",
        "failover done, failback open                   | true",
        "failover done, other reprotect                 | true",
        "failover declined                              | false",
        "failover undone                                | false",
        "reprotect done, failover done                  | true",
        "failover done, reprotect done, failover undone | false",
        "switchover done                                | false",
        "drill passed                                   | false"
      })
  void the_last_run_that_settles_it_tells(String oldestFirst, boolean unprotected) {
    var runs = Stream.of(oldestFirst.split(", ")).map(PastProtectionTest::run).toList();

    assertThat(PastProtection.lost(SHOP, runs.reversed()).map(RunSummary::kind))
        .isEqualTo(unprotected ? Optional.of(Kind.FAILOVER) : Optional.empty());
  }

  private static RunSummary run(String words) {
    var kind = words.split(" ")[0];
    var end = words.split(" ")[1];
    var outcome =
        switch (end) {
          case "passed" -> new RunOutcome.Judged(DrillResult.Outcome.PASSED);
          case "failed" -> new RunOutcome.Judged(DrillResult.Outcome.FAILED);
          case "open" -> new RunOutcome.Journalled(new Phase.Forward());
          case "undone" -> new RunOutcome.Journalled(new Phase.Ended(Outcome.UNDONE, ""));
          case "declined" -> new RunOutcome.Journalled(new Phase.Ended(Outcome.DECLINED, ""));
          default -> new RunOutcome.Journalled(new Phase.Ended(Outcome.DONE, ""));
        };
    var activity =
        switch (kind) {
          case "drill" ->
              new RunSummary.Activity(Kind.DRILL, Optional.of(Scenarios.REGION_LOSS.word()));
          case "repair" ->
              new RunSummary.Activity(Kind.DRILL, Optional.of(Scenarios.SERVICE_LOSS.word()));
          case "other" -> new RunSummary.Activity(Kind.REPROTECT, Optional.empty());
          default ->
              new RunSummary.Activity(
                  Kind.valueOf(kind.toUpperCase(Locale.ROOT)), Optional.empty());
        };
    return new RunSummary(
        Path.of(words.replace(' ', '-')),
        Optional.empty(),
        activity,
        kind.equals("other") ? new Subject("p", "search") : SHOP,
        new RunSummary.Standing(outcome, end.equals("open"), ""),
        new RunSummary.Recovery(Optional.empty(), Optional.empty()));
  }
}
