package dev.lifeboat.provision.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Drift that nobody may put back unasked.
final class KeptDriftTest {
  private static final StackAddress ARBITER =
      new StackAddress("eu-west-1", "lifeboat-dr-lab-arbiter");

  private ProvisionedMemory memory;

  @BeforeEach
  void provision() throws Exception {
    memory = ProvisionedMemory.example();
    memory.provision();
  }

  /// Goal: a run in an incident is not undone by the next provision. Method: somebody turned the
  /// checks of a name round, which leads users.
  @Test
  void what_leads_users_is_told_and_not_put_back() throws Exception {
    var name = new StackAddress("us-west-2", "lifeboat-dr-lab-name-entry");
    var check = memory.stacks.anyOf(name, "AWS::Route53::HealthCheck");
    memory.stacks.drift.change(name, check, "/HealthCheckConfig/Inverted", "true");

    var look = memory.lookOnly();

    assertThat(look.outcome()).isEqualTo("differs");
    assertThat(look.drift().drifts()).hasSize(1).noneMatch(look::isMended);
    assertThat(memory.provision()).noneMatch(StackPreview::isChange);
    assertThat(memory.lookOnly().drift().drifts()).hasSize(1);
  }

  /// Goal: nobody's epochs begin anew unseen.
  @Test
  void a_table_that_was_deleted_is_not_made_again_empty() throws Exception {
    var table = memory.stacks.anyOf(ARBITER, "AWS::DynamoDB::Table");
    memory.stacks.drift.delete(ARBITER, table);
    int before = memory.stacks.executions;

    assertThat(memory.lookOnly().outcome()).isEqualTo("differs");
    assertThatThrownBy(memory::provision)
        .hasMessageContaining("was deleted by hand, and a new one would be empty")
        .isInstanceOfSatisfying(
            ProblemException.class, it -> assertThat(it.problem().code()).isEqualTo(Code.LB3019));
    assertThat(memory.stacks.executions).isEqualTo(before);
  }
}
