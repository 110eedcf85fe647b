package dev.lifeboat.provision.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.provision.AccountPlans;
import dev.lifeboat.provision.apply.ProvisionLock;
import dev.lifeboat.provision.apply.StackRemoval.Fate;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.SsmException;

/// Fates of a plan's parameters, before its stacks go.
final class PlanParametersTest {
  @Test
  void each_parameter_of_the_plan_stays_for_a_reason_and_no_other_plan_s_is_told()
      throws Exception {
    var ssm =
        new RegionCall<SsmClient>(
            new AwsFailure("us-west-2", "Systems Manager", "nothing was changed"),
            new MemoryParameters());
    var lock = new ParameterLock(ssm, "dr-lab");
    assertThat(lock.take(new ProvisionLock("ada", "one", 7, Instant.EPOCH))).isTrue();
    lock.note("unlocked", "ada", "taken from grace", Instant.EPOCH);
    lock.note("unlocked", "ada", "taken from grace", Instant.EPOCH);
    for (var of :
        new String[] {
          "/lifeboat/dr-lab/dr-lab", "/lifeboat/dr-lab/mine", "/lifeboat/dr-lab-2/dr-lab"
        }) {
      var _ = ssm.make(it -> it.putParameter(ask -> ask.name(of).value("{}").overwrite(true)));
    }

    var fates = new PlanParameters(ssm, AccountPlans.example("dr-lab-warm-standby")).fates();

    assertThat(fates)
        .extracting(Fate::name)
        .containsExactly(
            "/lifeboat/dr-lab/dr-lab",
            "/lifeboat/dr-lab/mine",
            "/lifeboat/dr-lab/provision/lock",
            "/lifeboat/dr-lab/provision/record");
    assertThat(fates).allMatch(it -> it.kept() && it.awsRegion().equals("us-west-2"));
    assertThat(fates).extracting(Fate::why).doesNotHaveDuplicates().noneMatch(String::isEmpty);
    assertThat(fates.get(1).why()).isEqualTo("it is of no workload of the plan");
  }

  @Test
  void parameters_that_nobody_may_list_are_told_as_not_known() throws Exception {
    var denied = AwsErrorDetails.builder().errorCode("AccessDeniedException").errorMessage("no");
    var parameters = new MemoryParameters();
    parameters.refusal =
        Optional.of((SsmException) SsmException.builder().awsErrorDetails(denied.build()).build());
    var ssm =
        new RegionCall<SsmClient>(
            new AwsFailure("us-west-2", "Systems Manager", "nothing was changed"), parameters);

    assertThat(new PlanParameters(ssm, AccountPlans.example("dr-lab-warm-standby")).fates())
        .singleElement()
        .matches(it -> it.kept() && it.why().contains("not known"));
  }
}
