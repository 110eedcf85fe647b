package dev.lifeboat.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.watch.PastFailover;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sfn.SfnClient;

/// An execution that ended before it claimed its epoch holds back no later one.
@ExtendWith(TestBed.InTests.class)
final class ExecutionsTest {
  private static final String DEFINITION =
      "{\"StartAt\":\"Wait\",\"States\":{\"Wait\":{\"Type\":\"Wait\",\"Seconds\":60,\"End\":true}}}";
  private static final String INPUT = "{}";

  private final SfnClient states;
  private final Executions executions;
  private final Placement placed = Placement.first("shop", "east");

  ExecutionsTest(TestBed bed) {
    this.states = bed.patient(SfnClient.builder(), TestBed.RECOVERY);
    var machine =
        states
            .createStateMachine(it ->
                it.name("shop")
                    .definition(DEFINITION)
                    .roleArn("arn:aws:iam::123456789012:role/machine"))
            .stateMachineArn();
    this.executions = new Executions(bed.clients(), TestBed.RECOVERY, machine, "shop");
  }

  @Test
  void the_same_start_twice_is_one_while_it_runs() throws Exception {
    assertThat(executions.next(placed)).isEqualTo("shop-2");
    assertThat(executions.start("shop-2", INPUT)).isTrue();

    assertThat(executions.next(placed)).isEqualTo("shop-2");
    assertThat(executions.start("shop-2", INPUT)).isTrue();
    assertThat(executions.past()).hasSize(1);
  }

  @Test
  void one_that_ended_without_its_claim_leaves_the_epoch_to_the_next() throws Exception {
    begunAndEnded("shop-2");
    assertThat(executions.start("shop-2", INPUT)).as("its name is gone for 90 days").isFalse();
    assertThat(executions.next(placed)).isEqualTo("shop-2-2");

    begunAndEnded("shop-2-2");
    assertThat(executions.next(placed)).isEqualTo("shop-2-3");
    assertThat(executions.past())
        .as("each counts as a failover that was tried")
        .extracting(PastFailover::run)
        .containsExactlyInAnyOrder("shop-2", "shop-2-2");
  }

  private void begunAndEnded(String name) throws Exception {
    assertThat(executions.start(name, INPUT)).isTrue();
    var all = states.listExecutions(it -> it.stateMachineArn(executions.machine())).executions();
    var begun = all.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    states.stopExecution(it -> it.executionArn(begun.executionArn()));
  }
}
