package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.engine.People;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Round;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.Scenarios;
import dev.lifeboat.watch.Detector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Drills whose measuring client dies: nobody waits for it, nothing is claimed that it did not see,
/// and whatever was broken or moved is brought back.
final class DeadCanaryTest {
  private static final Path PLAN = Path.of("..", "examples", "storefront", "lifeboat.yaml");
  private static final String WHY = "the canary ended by itself: killed by signal 9";

  /// Shorter than any wait for a canary.
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private MemoryRegions regions;

  @BeforeEach
  void begin() throws Exception {
    regions =
        new MemoryRegions(
            new MemoryRegions.Kind(false), plan(), Placement.first("shop", "east"), folder);
  }

  private static Plan plan() throws ProblemException {
    return PlanReader.OF_ANY_PROVIDER.read(PLAN).orThrow();
  }

  @Test
  void before_the_fault_nothing_is_broken_and_the_cause_is_named() throws Exception {
    regions.death = _ -> true;

    assertThatThrownBy(() -> hold(Scenarios.SERVICE_LOSS))
        .isInstanceOfSatisfying(
            ProblemException.class,
            failed -> {
              assertThat(failed.problem().code()).isEqualTo(Code.LB5002);
              assertThat(failed.problem().happened()).isEqualTo(WHY);
              assertThat(failed.problem().means()).contains("nothing was broken");
            });
    assertThat(regions.faults().injected()).isZero();
  }

  @Test
  void in_a_drill_that_heals_in_place_no_figure_is_claimed_and_nobody_waits() throws Exception {
    regions.death = faults -> faults.injected() > 0;
    var began = regions.clock.instant();

    var result = hold(Scenarios.SERVICE_LOSS);

    assertThat(Duration.between(began, regions.clock.instant())).isLessThan(SOON);
    assertUnmeasured(result);
    assertThat(result.measured().rto().capacitySeconds()).isNull();
    assertThat(told).contains("heal: " + WHY).noneMatch(line -> line.contains("not served"));
    assertThat(result.safety().residue()).isEmpty();
    assertThat(regions.faults().healed()).isPositive();
  }

  @Test
  void a_drill_that_moves_the_writer_brings_it_home_all_the_same() throws Exception {
    regions.death = faults -> faults.injected() > 0 && faults.healed() == 0;

    var result = hold(Scenarios.REGION_LOSS);

    assertUnmeasured(result);
    assertThat(regions.placements().required("shop").writer()).isEqualTo("east");
    assertThat(result.safety().failback().outcome()).isEqualTo("passed");
    assertThat(result.safety().residue()).isEmpty();
  }

  @Test
  void on_the_way_home_its_loss_is_not_known_and_what_was_measured_before_is() throws Exception {
    regions.death = faults -> faults.healed() > 0;

    var result = hold(Scenarios.REGION_LOSS);

    assertThat(result.outcome()).isEqualTo(DrillResult.Outcome.MISSED);
    assertThat(result.head().verdict().why())
        .isEqualTo("loss on the way home not measured: " + WHY);
    assertThat(result.measured().rpo().seconds()).isZero();
    assertThat(result.safety().failback().lost()).isNull();
    assertThat(regions.placements().required("shop").writer()).isEqualTo("east");
  }

  private static void assertUnmeasured(DrillResult result) {
    assertThat(result.outcome()).as("%s", result).isEqualTo(DrillResult.Outcome.MISSED);
    assertThat(result.head().verdict().why()).isEqualTo("RTO not measured: " + WHY);
    var measured = result.measured();
    assertThat(measured.rto().seconds()).isNull();
    assertThat(measured.rto().met()).isNull();
    assertThat(measured.rpo().seconds()).isNull();
    assertThat(measured.rpo().met()).isNull();
    assertThat(measured.rpo().why()).isEqualTo(WHY);
    assertThat(measured.writes()).isNull();
  }

  private DrillResult hold(Scenario scenario) throws Exception {
    var alone = new Alone();
    return new MemoryDrill(regions, plan(), PLAN, folder.resolve("runs"))
        .of(alone, alone, _ -> {})
        .hold(scenario, "test");
  }

  /// Nobody answers, and what is told is kept.
  private final class Alone implements People, Narrator {
    @Override
    public Optional<Answer> ask(Step.Ask ask) {
      return Optional.empty();
    }

    @Override
    public String tell(Step.Tell tell) {
      return "told nobody";
    }

    @Override
    public void begins(DrillPhase phase, String what) {}

    @Override
    public void ends(DrillPhase phase, String found) {
      told.add(phase.word() + ": " + found);
    }

    @Override
    public void looked(Round round, Detector detector) {}

    @Override
    public void happened(RunState state, Entry entry) {}
  }
}
