package dev.lifeboat.aws.accelerator;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.MemoryReconcilerContract;
import dev.lifeboat.aws.elb.BalancedService;
import dev.lifeboat.aws.trafficshift.HeldShare;
import dev.lifeboat.aws.trafficshift.ShareTrial;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.globalaccelerator.model.UpdateEndpointGroupRequest;

/// The contract of a route by an accelerator.
abstract class AcceleratorContract extends MemoryReconcilerContract<Goal.Routed> {
  protected final AwsAnswers answers = new AwsAnswers();
  protected final Dials accelerator = new Dials(answers);
  private final HeldShare held = new HeldShare(this::now);
  private Duration now = Duration.ZERO;

  AcceleratorContract() throws IOException {
    new BalancedService().answer(answers);
  }

  @AfterEach
  final void close() {
    accelerator.close();
  }

  private Duration now() {
    return now;
  }

  /// Time passes.
  @Override
  protected void pause() {
    now = now.plusSeconds(1);
  }

  @Override
  protected final Placement placed() {
    return Placement.first("shop", "west").claimedBy(RUN).promoted("east", EPOCH);
  }

  @Override
  protected final Reconciler<Goal.Routed> reconciler() {
    var latch = new HealthLatch(BalancedService.readiness(answers), BalancedService.READY);
    var trial = new ShareTrial(_ -> Optional.empty(), held, claim());
    var dials = new TrafficDials(answers.clients(), accelerator.groups());
    return new AcceleratorRoute(accelerator.probe(), latch, new DialedShare(dials, trial));
  }

  @Override
  protected final int changes() {
    return answers.asked(UpdateEndpointGroupRequest.class).size();
  }

  @Override
  protected final void cutOff() {
    answers.silence(true);
    accelerator.silence(true);
  }

  @Override
  protected final void mend() {
    answers.silence(false);
    accelerator.silence(false);
  }
}
