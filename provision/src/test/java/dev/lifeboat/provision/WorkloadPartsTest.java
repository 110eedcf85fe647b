package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.Malls;
import org.junit.jupiter.api.Test;

/// Stacks of a plan of many workloads, of which each has a part.
final class WorkloadPartsTest {
  /// CloudFormation takes no more of a template.
  private static final int MOST_OUTPUTS = 200;

  @Test
  void each_workload_is_in_one_part_of_the_experiments() throws Exception {
    var emitted = EmittedAccount.of(Malls.of(50));
    var losses =
        emitted.resources("AWS::FIS::ExperimentTemplate").stream()
            .filter(it -> it.folder().startsWith("experiments-primary-"))
            .filter(it -> it.text("Description").startsWith("region-loss of "))
            .toList();

    assertThat(losses).hasSize(50).extracting(EmittedAccount.Made::id).doesNotHaveDuplicates();
    assertThat(losses).extracting(EmittedAccount.Made::folder).contains("experiments-primary-5");
    assertThat(emitted.each(ProvisionFiles.TEMPLATE).values())
        .allMatch(it -> it.path("Outputs").size() < MOST_OUTPUTS);
  }
}
