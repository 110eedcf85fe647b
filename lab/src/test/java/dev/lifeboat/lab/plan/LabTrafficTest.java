package dev.lifeboat.lab.plan;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LabTrafficTest {
  @Test
  void a_port_that_no_plan_could_have_does_not_exist() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LabTraffic(0))
        .withMessageContaining("port");
  }
}
