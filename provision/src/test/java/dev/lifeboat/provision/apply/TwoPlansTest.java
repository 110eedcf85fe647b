package dev.lifeboat.provision.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionFiles;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /// Goal: nobody is told to remove a stack that is live. Method: the regions of a plan exchange
  /// their roles after it was provisioned.
  @Test
  void a_stack_of_the_same_plan_is_never_told_to_be_removed() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    var text =
        Files.readString(Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml"))
            .replace("role: primary", "role: other")
            .replace("role: recovery", "role: primary")
            .replace("role: other", "role: recovery");
    var exchanged =
        ProvisionFiles.of(
            AwsKeys.reader().read("lifeboat.yaml", text).orThrow(), text, Optional.empty());

    assertThatThrownBy(() -> memory.run(exchanged).look())
        .hasMessageContaining("lifeboat-journals, in stack lifeboat-dr-lab-recovery of us-west-2")
        .satisfies(it ->
            assertThat(((ProblemException) it).problem().action())
                .isEqualTo("give each region back the role that its stack is named by"));
  }

  @Test
  void where_nobody_may_ask_who_has_a_thing_that_is_told_and_all_else_goes_on() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.stacks.secretive = true;

    memory.provision();

    assertThat(memory.news).contains("lifeboat-dr-lab-recovery unknown");
    assertThat(memory.run(memory.files).look().isChange()).isFalse();
  }

  /// CloudFormation would not add it, but take it in.
  @Test
  void what_another_stack_keeps_is_told_before_any_change_set() throws Exception {
    var memory = ProvisionedMemory.example();
    var votes = "us-west-2 AWS::DynamoDB::Table lifeboat-votes";
    memory.stacks.things.put(votes, Optional.of(new StackAddress("us-west-2", "theirs")));

    assertThatThrownBy(() -> memory.run(memory.files).preview())
        .hasMessageContaining("lifeboat-votes, in stack theirs of us-west-2");
    assertThat(memory.stacks.proposals).isZero();
  }
}
