package dev.lifeboat.aws.elb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.MemoryReconcilerContract;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;

/// [TargetReadiness] passes the contract. Nothing is asked for: a target becomes healthy by itself.
final class TargetReadinessContractTest extends MemoryReconcilerContract<Goal.Healthy> {
  private final AwsAnswers answers = new AwsAnswers();
  private final BalancedService service = new BalancedService();

  TargetReadinessContractTest() {
    service.answer(answers);
  }

  @Override
  protected Goal.Healthy goal() {
    return new Goal.Healthy("web", "west");
  }

  @Override
  protected TargetReadiness reconciler() {
    return BalancedService.readiness(answers);
  }

  @Override
  protected void accepted(Observation seen) {
    assertThat(seen).isInstanceOf(Observation.Pending.class);
    service.becomeHealthy();
  }

  /// It waits for a target; a test that does not wait for one has it become healthy meanwhile.
  @Override
  protected void pause() {
    service.becomeHealthy();
  }

  @Override
  protected List<Attempt> late() {
    return List.of();
  }

  @Override
  protected int changes() {
    return answers.asked(SdkRequest.class).size()
        - answers.asked(DescribeTargetHealthRequest.class).size();
  }

  @Override
  protected void assertOneEffect() {
    assertThat(changes()).isZero();
  }

  @Override
  protected void cutOff() {
    answers.silence(true);
  }

  @Override
  protected void mend() {
    answers.silence(false);
  }
}
