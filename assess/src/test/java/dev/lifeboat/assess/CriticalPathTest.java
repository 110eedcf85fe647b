package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CriticalPathTest {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Workload SHOP =
      AssessedPlans.plan(
              AssessedPlans.shop("strategy: pilot-light\nobjectives: { rto: 1h, rpo: 5m }"))
          .workload("shop");

  /// Instances start beside the promotion, users are led once both are done, and what comes after
  /// them takes none of their time.
  private static final Runbook FAILOVER =
      new Runbook(
          "sample",
          "shop",
          Mode.FAILOVER,
          Strategy.PILOT_LIGHT,
          "east",
          "west",
          List.of(
              step("fence", new Goal.Fenced("shop-db", "east", Goal.Stop.IMMEDIATE)),
              step("promote", new Goal.Promoted("shop-db", "west"), "fence"),
              step("start", new Goal.Running("shop-web", "west", 2, 0), "fence"),
              step("ready", new Goal.Healthy("shop-web", "west"), "promote", "start"),
              step("route", new Goal.Routed("shop-entry", "west"), "ready"),
              new Step.Tell(id("tell"), "done", ids("route"), LIMIT)));

  @Test
  void without_runs_it_is_what_is_assumed() {
    var path = path(Map.of());

    assertThat(path.words()).isEqualTo("start 20 min (assumed), route 5.0 s (assumed)");
    assertThat(path.runs()).isZero();
    assertThat(path.legs().getFirst().basis()).isEqualTo(FigureBasis.ASSUMED);
  }

  @Test
  void what_was_measured_takes_the_place_of_what_is_assumed() {
    var path =
        path(
            Map.of(
                id("fence"), seconds(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
                id("promote"), seconds(20, 30),
                id("start"), seconds(1)));

    assertThat(path.words()).isEqualTo("fence 9.0 s, promote 30 s, route 5.0 s (assumed)");
    assertThat(path.median()).isEqualTo(Duration.ofSeconds(30));
    assertThat(path.p90()).isEqualTo(Duration.ofSeconds(44));
    assertThat(path.runs()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "2, 1, 2", "9, 5, 9", "10, 5, 9", "11, 6, 10", "100, 50, 90"})
  void percentiles_are_those_of_the_nearest_rank(int runs, int median, int ninth) {
    var spread = seconds(IntStream.rangeClosed(1, runs).toArray());

    assertThat(spread)
        .isEqualTo(new MeasuredSpread(Duration.ofSeconds(median), Duration.ofSeconds(ninth), runs));
  }

  private static CriticalPath path(Map<StepId, MeasuredSpread> measured) {
    return CriticalPath.of(FAILOVER, CriticalPath.Durations.of(SHOP, measured, WriteRate.UNTOLD));
  }

  private static MeasuredSpread seconds(int... seconds) {
    return MeasuredSpread.of(
            IntStream.of(seconds).mapToObj(it -> Duration.ofSeconds(it)).toList().reversed())
        .orElseThrow();
  }

  private static Step step(String name, Goal goal, String... after) {
    return new Step.Reach(id(name), goal, ids(after), LIMIT, List.of());
  }

  private static StepId id(String name) {
    return new StepId(name);
  }

  private static List<StepId> ids(String... names) {
    return List.of(names).stream().map(CriticalPathTest::id).toList();
  }
}
