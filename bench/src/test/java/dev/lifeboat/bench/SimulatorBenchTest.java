package dev.lifeboat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.lab.LabKind;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.simulate.Simulation;
import dev.lifeboat.simulate.StepTimes;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class SimulatorBenchTest {

  @Test
  void each_round_is_measured_by_itself() throws Exception {
    var plan =
        PlanReader.OF_ANY_PROVIDER.read(Path.of("../examples/storefront/lifeboat.yaml")).orThrow();
    var simulation =
        Simulation.of(new LabKind().compiler(), plan, plan.workload("shop"), StepTimes.standard());

    assertThat(SimulatorBench.measure(simulation, 20, 3))
        .hasSize(3)
        .allSatisfy(perSecond -> assertThat(perSecond).isPositive());
  }
}
