package dev.lifeboat.provision.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Changes that people made beside CloudFormation are told, and put back.
///
/// Goal: nothing that a person did to what was provisioned stays unseen, and a look that is not
/// possible is not told as "no drift". Method: stacks in memory, compared as CloudFormation does.
final class StackDriftTest {
  private static final StackAddress ARBITER =
      new StackAddress("eu-west-1", "lifeboat-dr-lab-arbiter");
  private static final StackAddress PRIMARY =
      new StackAddress("ap-southeast-2", "lifeboat-dr-lab-primary");
  private static final int STACKS = 5;

  private ProvisionedMemory memory;
  private MemoryDrift drift;

  @BeforeEach
  void provision() throws Exception {
    memory = ProvisionedMemory.example();
    memory.provision();
    drift = memory.stacks.drift;
    drift.asked.clear();
  }

  @Test
  void what_nobody_changed_is_no_drift() throws Exception {
    var look = memory.lookOnly();

    assertThat(look.drift().isNone()).isTrue();
    assertThat(look.outcome()).isEqualTo("same");
  }

  @Test
  void all_comparisons_begin_before_the_first_is_looked_at() throws Exception {
    memory.lookOnly();

    assertThat(drift.asked.subList(0, STACKS)).allMatch(it -> it.startsWith("detect "));
    assertThat(drift.asked.stream().filter(it -> it.startsWith("detect "))).hasSize(STACKS);
    assertThat(drift.asked.stream().filter(it -> it.startsWith("look ")))
        .hasSize(STACKS * (drift.slow + 1));
    assertThat(drift.asked.subList(drift.asked.size() - STACKS, drift.asked.size()))
        .as("nothing is read before its comparison is over")
        .allMatch(it -> it.startsWith("read "));
  }

  /// Goal: the health checks of a name read what is there. CloudFormation compares no object.
  @Test
  void an_object_of_a_route_that_was_deleted_is_told_and_put_again() throws Exception {
    var object = memory.account.objects.keySet().stream().filter(it -> it.contains("routes"));
    var gone = object.findFirst().orElseThrow();
    memory.account.objects.remove(gone);

    var look = memory.lookOnly();

    assertThat(look.outcome()).isEqualTo("differs");
    assertThat(look.drift().drifts())
        .hasSize(1)
        .allSatisfy(it -> {
          assertThat(gone).endsWith(it.name());
          assertThat(it.words()).endsWith("AWS::S3::Object: deleted");
          assertThat(look.isMended(it)).isTrue();
        });
    assertThat(memory.provision()).as("no stack").noneMatch(StackPreview::isChange);
    assertThat(memory.account.objects).containsKey(gone);
    assertThat(memory.lookOnly().drift().isNone()).isTrue();
  }

  @Test
  void one_that_was_deleted_and_one_that_was_changed_are_told_and_put_back() throws Exception {
    var table = memory.stacks.anyOf(ARBITER, "AWS::DynamoDB::Table");
    var topic = memory.stacks.anyOf(PRIMARY, "AWS::SNS::Topic");
    drift.change(ARBITER, table, "/DeletionProtectionEnabled", "false");
    drift.delete(PRIMARY, topic);

    var look = memory.lookOnly();

    assertThat(look.outcome()).isEqualTo("differs");
    assertThat(look.drift().drifts())
        .extracting(ResourceDrift::words)
        .containsExactlyInAnyOrder(
            "lifeboat-dr-lab-arbiter %s AWS::DynamoDB::Table: %s"
                .formatted(table, "/DeletionProtectionEnabled as it was -> false"),
            "lifeboat-dr-lab-primary %s AWS::SNS::Topic: deleted".formatted(topic));
    assertThat(look.drift().drifts()).allMatch(look::isMended);
    assertThat(memory.provision().stream().filter(StackPreview::isChange))
        .extracting(StackPreview::at)
        .containsExactlyInAnyOrder(ARBITER, PRIMARY);
    assertThat(memory.lookOnly().drift().isNone()).isTrue();
  }

  @Test
  void a_template_that_changes_is_made_though_drift_cannot_be_put_back() throws Exception {
    drift.change(ARBITER, memory.stacks.anyOf(ARBITER, "AWS::DynamoDB::Table"), "/X", "false");
    drift.irreparable = true;

    var look = memory.lookOnly();

    assertThat(look.isChange()).isFalse();
    assertThat(look.outcome()).isEqualTo("differs");
    assertThat(look.drift().drifts()).noneMatch(look::isMended);
    assertThat(look.drift().drifts().getFirst().mend(false)).contains("--stack-name");
    memory.provision();
    assertThat(memory.lookOnly().drift().drifts()).hasSize(1);
  }

  @Test
  void where_a_look_is_denied_it_is_not_known_and_the_others_are_told() throws Exception {
    drift.denied.add(ARBITER.name());
    drift.delete(PRIMARY, memory.stacks.anyOf(PRIMARY, "AWS::SNS::Topic"));

    var seen = memory.lookOnly().drift();

    assertThat(seen.unknown()).containsExactly(ARBITER.words() + ": the look is denied");
    assertThat(seen.drifts()).hasSize(1);
  }

  @Test
  void one_that_failed_is_not_known_and_what_it_found_is_told() throws Exception {
    drift.failing.add(PRIMARY.name());
    drift.delete(PRIMARY, memory.stacks.anyOf(PRIMARY, "AWS::SNS::Topic"));

    var seen = memory.lookOnly().drift();

    assertThat(seen.unknown()).containsExactly(PRIMARY.words() + ": failed for one resource");
    assertThat(seen.drifts()).hasSize(1);
  }

  @Test
  void one_that_never_ends_is_not_known_after_a_while() throws Exception {
    drift.slow = Integer.MAX_VALUE;

    var look = memory.lookOnly();

    assertThat(look.drift().unknown())
        .hasSize(STACKS)
        .allMatch(it -> it.endsWith("the look for drift is not over after 15 minutes"));
    assertThat(look.outcome()).isEqualTo("same");
  }

  @Test
  void a_stack_that_is_being_changed_is_not_known() throws Exception {
    memory.stacks.stack(PRIMARY).status = "UPDATE_IN_PROGRESS";

    var seen = new DriftLook(drift, memory.waiter(), (_, _, _) -> {}).of(List.of(PRIMARY));

    assertThat(seen.unknown()).containsExactly(PRIMARY.words() + ": is being changed");
  }
}
