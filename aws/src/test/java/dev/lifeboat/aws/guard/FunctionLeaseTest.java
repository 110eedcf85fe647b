package dev.lifeboat.aws.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Leases that a function has no time for.
final class FunctionLeaseTest {
  private static Plan plan(String lease) throws Exception {
    var text = Files.readString(Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml"));
    return AwsKeys.reader()
        .read("plan.yaml", text.replace("lease: 6s", "lease: " + lease))
        .orThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6s", "10s", "49s"})
  void one_that_is_waited_out_in_time_is_fine(String lease) throws Exception {
    var plan = plan(lease);

    assertThat(FunctionLease.refusal(plan, plan.workload("dr-lab"))).isEmpty();
    var terms = LeaseTerms.lasting(AwsPlan.of(plan).lease());
    assertThat(GuardFence.longest(terms)).isLessThan(FunctionLease.TIME_OUT);
  }

  /// Nobody waits it out.
  @Test
  void of_what_the_api_fences_no_lease_is_too_long() throws Exception {
    var text = Files.readString(Path.of("..", "examples", "saas-tiers", "lifeboat.yaml"));
    var plan =
        AwsKeys.reader()
            .read(
                "plan.yaml",
                text.replace("logins: [globex]", "fenceGroup: sg-1")
                    .replaceFirst("fence: guard(\n *fenceGroup)", "fence: api$1")
                    .replace("lease: 6s", "lease: 1m"))
            .orThrow();

    assertThat(FunctionLease.refusal(plan, plan.workload("globex"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"50s", "54s", "1m"})
  void a_longer_one_is_refused_with_the_longest_that_is_fine(String lease) throws Exception {
    var plan = plan(lease);

    assertThat(FunctionLease.refusal(plan, plan.workload("dr-lab")))
        .hasValueSatisfying(it -> {
          assertThat(it.code()).isEqualTo(Code.LB2009);
          assertThat(it.action()).contains("lease: 49s");
        });
  }
}
