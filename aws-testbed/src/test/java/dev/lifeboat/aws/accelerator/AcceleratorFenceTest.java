package dev.lifeboat.aws.accelerator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.awstestbed.AwsReconcilerContract;
import dev.lifeboat.awstestbed.SimulatedAccelerator;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Users are kept away from home, until they come share by share, by its dial.
@Order(3)
@ExtendWith(TestBed.InTests.class)
final class AcceleratorFenceTest extends AwsReconcilerContract<Goal.Fenced> {
  private static final int LOOKS = 4;

  private final SimulatedAccelerator accelerator;

  AcceleratorFenceTest(TestBed bed) throws IOException {
    super(bed);
    this.accelerator = new SimulatedAccelerator(bed, Map.of());
  }

  @BeforeEach
  void isLedHome() {
    assertThat(accelerator.dial("east")).isEqualTo(100);
    assertThat(accelerator.dial("west")).isZero();
  }

  @AfterEach
  void close() {
    accelerator.close();
  }

  @Override
  protected Goal.Fenced goal() {
    return new Goal.Fenced("entry", "east", Goal.Stop.ORDERLY);
  }

  @Override
  protected Reconciler<Goal.Fenced> reconciler() {
    return reconciler(accelerator.groups());
  }

  private Reconciler<Goal.Fenced> reconciler(Map<String, String> groups) {
    return new AcceleratorFence(
        new TrafficDials(clients, new RegionSites<>("entry", groups)), claim());
  }

  /// Of the control plane, not of the endpoints.
  @Override
  protected String region() {
    return AwsClients.ACCELERATORS;
  }

  @Override
  protected String service() {
    return "globalaccelerator";
  }

  @Override
  protected String operation() {
    return "UpdateEndpointGroup";
  }

  /// Takes a minute: it asks for much.
  @Override
  @Test
  @Tag("proof")
  protected void with_every_other_call_throttled_it_gets_there() throws Exception {
    super.with_every_other_call_throttled_it_gets_there();
  }

  @Override
  protected void assertOneEffect() {
    assertThat(accelerator.dial("east")).isZero();
    assertThat(accelerator.dial("west")).isEqualTo(100);
  }

  /// Users who are kept away must be taken by the other region.
  @Test
  void two_closed_dials_are_no_fence() throws Exception {
    accelerator.turn("east", 0);
    for (int look = 0; look < LOOKS; look++) {
      assertThat(reconciler().observe(goal())).isInstanceOf(Observation.Pending.class);
    }
    pursueUnlessItPasses(1);
    reach();
    assertOneEffect();
  }

  @Test
  void a_group_that_nobody_could_be_led_to_is_told() throws Exception {
    accelerator.empty("west");
    assertNotReady(reconciler(), Code.LB7008, "has no endpoint with a weight above 0");
  }

  @Test
  void a_group_that_is_missing_is_told() throws Exception {
    var groups = new HashMap<>(accelerator.groups());
    groups.computeIfPresent("west", (region, arn) -> arn + "0");
    assertNotReady(reconciler(groups), Code.LB7005, "there is no endpoint group");
  }

  private void assertNotReady(Reconciler<Goal.Fenced> reconciler, Code code, String told)
      throws InterruptedException {
    assertThat(reconciler.preflight(goal()))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            it -> {
              assertThat(it.problem().code()).isEqualTo(code);
              assertThat(it.problem().happened()).contains(told);
            });
  }
}
