package dev.lifeboat.provision.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.provision.apply.ProvisionLock;
import dev.lifeboat.provision.apply.StackRemoval.Fate;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.SsmClient;

/// Fates of a plan's parameters, before its stacks go.
final class PlanParametersTest {
  @Test
  void each_parameter_of_the_plan_stays_for_a_reason_and_no_other_plan_s_is_told()
      throws Exception {
    var ssm =
        new RegionCall<SsmClient>(
            new AwsFailure("us-west-2", "Systems Manager", "nothing was changed"),
            new MemoryParameters());
    var lock = new ParameterLock(ssm, "shop");
    assertThat(lock.take(new ProvisionLock("ada", "one", 7, Instant.EPOCH))).isTrue();
    lock.note("unlocked", "ada", "taken from grace", Instant.EPOCH);
    lock.note("unlocked", "ada", "taken from grace", Instant.EPOCH);
    for (var of : new String[] {"/lifeboat/shop/web", "/lifeboat/shop-two/web"}) {
      var _ = ssm.make(it -> it.putParameter(ask -> ask.name(of).value("{}").overwrite(true)));
    }

    var fates = new PlanParameters(ssm, "shop").fates();

    assertThat(fates)
        .extracting(Fate::name)
        .containsExactly(
            "/lifeboat/shop/provision/lock",
            "/lifeboat/shop/provision/record",
            "/lifeboat/shop/web");
    assertThat(fates).allMatch(it -> it.kept() && it.awsRegion().equals("us-west-2"));
    assertThat(fates).extracting(Fate::why).doesNotHaveDuplicates().noneMatch(String::isEmpty);
  }
}
