package dev.lifeboat.aws.elb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Targets;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A service is ready where its load balancer says so of one target at least.
@ExtendWith(TestBed.InTests.class)
final class TargetReadinessTest {
  private static final Goal.Healthy GOAL = new Goal.Healthy("web", "west");

  private final TestBed bed;
  private final AwsClients clients;
  private final Targets targets;

  TargetReadinessTest(TestBed bed) throws Exception {
    this.bed = bed;
    this.clients = bed.newClients();
    this.targets = new Targets(bed, TestBed.RECOVERY);
  }

  @AfterEach
  void end() {
    clients.close();
  }

  private TargetReadiness readiness() {
    return new TargetReadiness(
        clients,
        new RegionSites<>(
            "web", Map.of("west", new TargetSite(TestBed.RECOVERY, targets.group()))));
  }

  @Test
  void without_a_target_it_is_not_ready_and_with_a_healthy_one_it_is() throws Exception {
    assertThat(readiness().preflight(GOAL)).isEqualTo(Readiness.ready());
    assertThat(readiness().observe(GOAL)).isEqualTo(Observation.pending("targets of web: none"));
    targets.register("10.0.0.7");
    assertThat(readiness().observe(GOAL)).isEqualTo(Observation.met("targets of web: 1 healthy"));
  }

  @Test
  void a_target_group_that_was_deleted_is_named() throws Exception {
    targets.delete();
    assertThat(readiness().preflight(GOAL))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            told -> {
              assertThat(told.problem().code()).isEqualTo(Code.LB7005);
              assertThat(told.problem().happened()).contains(TestBed.RECOVERY, targets.group());
            });
  }

  @Test
  void who_does_not_reach_the_region_takes_it_for_nothing() throws Exception {
    targets.register("10.0.0.7");
    bed.gate().cut(TestBed.RECOVERY, Cut.REFUSE);
    assertThat(readiness().observe(GOAL)).isInstanceOf(Observation.Unreachable.class);
  }
}
