package dev.lifeboat.provision.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Two plans in one account whose tables have the same names.
final class TwoPlansTest {
  @Test
  void what_another_stack_has_is_told_before_the_first_change_and_what_it_left_is_not()
      throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    var before = memory.all();
    memory.given = Map.of();
    memory.functions = Optional.empty();
    var second = ProvisionedMemory.of("saas-tiers").files;

    assertThatThrownBy(() -> memory.run(second).look())
        .hasMessageContaining(
            "AWS::DynamoDB::Table lifeboat-votes, in stack lifeboat-dr-lab-recovery of us-west-2")
        .hasMessageContaining("AWS::DynamoDB::Table lifeboat-journals")
        .satisfies(
            it -> assertThat(((ProblemException) it).problem().code()).isEqualTo(Code.LB3019));
    assertThat(memory.all()).isEqualTo(before);

    memory.unprovision();
    assertThat(memory.run(second).look().isChange()).isTrue();
  }
}
