package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Storefront;
import org.junit.jupiter.api.Test;

class SettingTest {

  @Test
  void a_world_that_takes_no_snapshots_has_no_volume() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() ->
            Setting.of(
                Storefront.compiler(),
                Storefront.plan(),
                Storefront.withVolume(),
                StepTimes.standard()))
        .withMessageContaining("'files' of workload 'shop' is a volume");
  }
}
