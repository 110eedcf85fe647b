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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: strategies that no drill measured are estimated by what runs measured of their steps.
class ComposedWayTest {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Map<StepId, MeasuredSpread> MEASURED =
      Map.of(
          id("approve"), seconds(600),
          id("fence"), seconds(3),
          id("promote"), seconds(40),
          id("start"), seconds(7));

  /// Running instances tell nothing of starting them, and the ask is decided before.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WARM_STANDBY | WARM_STANDBY | fence 3.0 s, promote 40 s, start 7.0 s, route 5.0 s (assumed)",
        "WARM_STANDBY | PILOT_LIGHT | fence 3.0 s, promote 40 s, start 20 min (assumed), route 5.0 s (assumed)",
        "PILOT_LIGHT | WARM_STANDBY | fence 3.0 s, promote 40 s, route 5.0 s (assumed)"
      })
  void a_step_of_both_takes_what_it_took(Strategy planned, Strategy other, String words) {
    assertThat(way(planned, MEASURED).of(other).orElseThrow().words()).isEqualTo(words);
  }

  @Test
  void what_both_regions_do_already_is_led_alone() {
    var led = Map.of(id("route"), seconds(2));

    assertThat(way(Strategy.WARM_STANDBY, led).of(Strategy.ACTIVE_ACTIVE).orElseThrow().words())
        .isEqualTo("route 2.0 s");
    assertThat(
            way(Strategy.WARM_STANDBY, led).of(Strategy.BACKUP_AND_RESTORE).orElseThrow().words())
        .isEqualTo("restore 3 h 30 min (assumed), route 2.0 s");
    assertThat(way(Strategy.WARM_STANDBY, MEASURED).of(Strategy.ACTIVE_ACTIVE)).isEmpty();
  }

  /// Instances that took half an hour beside a replica take no less where none runs.
  @Test
  void what_took_longer_than_is_assumed_counts() {
    var slow = Map.of(id("start"), seconds(1800));

    assertThat(way(Strategy.WARM_STANDBY, slow).of(Strategy.PILOT_LIGHT).orElseThrow().words())
        .contains("start 30 min,");
  }

  /// The rule sees it: 25 min are assumed of a pilot light, and 20 min 43 s were found.
  @Test
  void the_rule_goes_by_it() {
    var plain = assessed(Map.of());
    var known = assessed(MEASURED);

    assertThat(plain.advice().strategy()).isEqualTo(Strategy.WARM_STANDBY);
    assertThat(known.advice().strategy()).isEqualTo(Strategy.PILOT_LIGHT);
    var estimate = known.options().of(Strategy.PILOT_LIGHT).estimate();
    assertThat(estimate.recover()).isEqualTo(Duration.ofSeconds(1248));
    assertThat(estimate.basis()).as("no drill measured the whole").isEqualTo(FigureBasis.ASSUMED);
    assertThat(known.composed(Strategy.PILOT_LIGHT)).isPresent();
    assertThat(known.composed(Strategy.WARM_STANDBY)).as("a drill did").isEmpty();
    assertThat(plain.composed(Strategy.PILOT_LIGHT)).isEmpty();
  }

  private static WorkloadAssessment assessed(Map<StepId, MeasuredSpread> steps) {
    var plan =
        AssessedPlans.plan(
            AssessedPlans.shop(
                "strategy: warm-standby\nobjectives: { rto: 22m, rpo: 5m }\nfailover: { trigger: automatic }"));
    var drilled = new MeasuredRecovery(Duration.ofSeconds(60), Duration.ZERO, AssessedPlans.AT);
    var empty = PastSpans.NONE;
    var proof =
        new DrillProof(
            Optional.of(drilled),
            Optional.empty(),
            Optional.of("run-1"),
            new PastSpans(empty.rto(), empty.rpo(), empty.lag(), steps),
            Optional.empty());
    return AssessedPlans.only(
        AssessedPlans.assessed(
            plan, Map.of("shop", proof), it -> Optional.of(runbook(it.strategy()))));
  }

  private static ComposedWay way(Strategy planned, Map<StepId, MeasuredSpread> measured) {
    return new ComposedWay(runbook(planned), shop(planned), measured, WriteRate.UNTOLD);
  }

  private static Workload shop(Strategy strategy) {
    return AssessedPlans.plan(
            AssessedPlans.shop(
                "strategy: %s\nobjectives: { rto: 1h, rpo: 5m }".formatted(strategy.word())))
        .workload("shop");
  }

  private static Runbook runbook(Strategy strategy) {
    var steps = new ArrayList<Step>();
    steps.add(new Step.Ask(id("approve"), "shall it?", List.of(), LIMIT));
    var all =
        List.of(
            Map.entry("fence", new Goal.Fenced("shop-db", "east", Goal.Stop.IMMEDIATE)),
            Map.entry("promote", new Goal.Promoted("shop-db", "west")),
            Map.entry("start", new Goal.Running("shop-web", "west", 2, 0)),
            Map.entry("route", new Goal.Routed("shop-entry", "west")));
    for (var it : all) {
      var before = Stream.of(steps.getLast().id()).toList();
      steps.add(new Step.Reach(id(it.getKey()), it.getValue(), before, LIMIT, List.of()));
    }
    return new Runbook("sample", "shop", Mode.FAILOVER, strategy, "east", "west", steps);
  }

  private static MeasuredSpread seconds(int seconds) {
    return MeasuredSpread.of(List.of(Duration.ofSeconds(seconds))).orElseThrow();
  }

  private static StepId id(String name) {
    return new StepId(name);
  }
}
