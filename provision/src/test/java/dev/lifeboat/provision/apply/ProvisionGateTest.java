package dev.lifeboat.provision.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionIndex;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who may change an account, and when.
final class ProvisionGateTest {
  private static void refused(ProvisionedMemory memory, String why) {
    var before = memory.stacks.executions;
    assertThatThrownBy(memory::provision)
        .hasMessageContaining(why)
        .satisfies(
            it -> assertThat(((ProblemException) it).problem().code()).isEqualTo(Code.LB3018));
    assertThat(memory.stacks.executions).isEqualTo(before);
  }

  @Test
  void somebody_elses_lock_refuses_until_it_is_taken_away_by_name_on_the_record() throws Exception {
    var memory = ProvisionedMemory.example();
    var theirs = ProvisionedMemory.lock("grace", "elsewhere");
    memory.account.lock = Optional.of(theirs);

    refused(memory, "grace on elsewhere (process 7) since 2026-11-26T12:00:00Z");
    assertThatThrownBy(() -> memory.gate().unlock("ada", "ada", ProvisionedMemory.NOW))
        .hasMessageContaining("grace");
    assertThat(memory.account.lock).contains(theirs);

    assertThat(memory.gate().unlock("grace", "ada", ProvisionedMemory.NOW)).isEqualTo(theirs);
    memory.provision();
    assertThat(memory.account.notes)
        .singleElement()
        .asString()
        .startsWith("unlocked by ada: taken from grace on elsewhere");
  }

  @Test
  void the_lock_of_a_process_that_is_gone_is_taken_over_on_the_record() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.account.lock = Optional.of(ProvisionedMemory.lock("grace", "here"));

    memory.provision();

    assertThat(memory.account.notes).singleElement().asString().startsWith("took-over by ada");
    assertThat(memory.account.lock).isEmpty();
  }

  private static void refusedInTheMiddle(ProvisionedMemory memory, Runnable meanwhile, String why)
      throws Exception {
    assertThatThrownBy(() ->
            memory
                .gate()
                .with(
                    ProvisionedMemory.MINE,
                    () -> {
                      var run = memory.run(memory.files);
                      var shown = run.preview();
                      meanwhile.run();
                      return run.apply(shown);
                    }))
        .hasMessageContaining(why);
    assertThat(memory.stacks.executions).isZero();
  }

  @Test
  void a_run_that_was_opened_while_a_person_looked_refuses_the_first_change() throws Exception {
    var memory = ProvisionedMemory.example();
    refusedInTheMiddle(memory, () -> memory.account.runs.add("r-2 on dr-lab"), "r-2 on dr-lab");
  }

  @Test
  void a_lock_that_was_taken_away_while_a_person_looked_refuses_the_first_change()
      throws Exception {
    var memory = ProvisionedMemory.example();
    var theirs = Optional.of(ProvisionedMemory.lock("grace", "elsewhere"));
    refusedInTheMiddle(memory, () -> memory.account.lock = theirs, "grace on elsewhere");
    assertThat(memory.account.lock).isEqualTo(theirs);
  }

  @Test
  void a_run_that_was_opened_refuses_the_removal_of_the_next_stack() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    var things = memory.stacks.things.size();

    assertThatThrownBy(() ->
            memory
                .gate()
                .with(
                    ProvisionedMemory.MINE,
                    () -> {
                      memory.account.runs.add("r-3 on dr-lab");
                      memory.removal().run();
                      return true;
                    }))
        .hasMessageContaining("r-3 on dr-lab");
    assertThat(memory.stacks.things).hasSize(things);
  }

  @Test
  void an_open_run_refuses() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.account.runs.add("r-1 on dr-lab");

    refused(memory, "r-1 on dr-lab");
    assertThat(memory.account.lock).isEmpty();
  }

  /// Goal: a look disturbs nobody who is at work, and is refused by nobody.
  ///
  /// Method: it looks while somebody has a change set that they are about to have made.
  @Test
  void a_look_beside_somebody_at_work_takes_nothing_from_them() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    memory.account.lock = Optional.of(ProvisionedMemory.lock("grace", "elsewhere"));
    memory.account.runs.add("r-1 on dr-lab");
    memory.stacks.proposeAgain();
    var before = memory.all();

    var look = memory.lookOnly();

    assertThat(look.isChange()).isFalse();
    assertThat(memory.stacks.isAnyReady()).as("their change set").isTrue();
    assertThat(memory.all()).isEqualTo(before);
  }

  private static StackAddress first(ProvisionedMemory memory) {
    return memory.files.index().steps().stream()
        .filter(ProvisionIndex.Deploy.class::isInstance)
        .map(it -> ProvisionRun.address((ProvisionIndex.Deploy) it))
        .findFirst()
        .orElseThrow();
  }

  /// Method: the first look alone sees the work, so that a wait would end and be no refusal.
  @Test
  void a_look_beside_does_not_wait_for_a_stack_at_work() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    memory.account.lock = Optional.of(ProvisionedMemory.lock("grace", "elsewhere"));
    var stack = memory.stacks.stack(first(memory));
    stack.seen = Optional.of(new StackLook("UPDATE_IN_PROGRESS", "", "", Map.of(), Map.of()));
    stack.unseen = 1;

    assertThatThrownBy(memory::lookOnly)
        .hasMessageContaining("UPDATE_IN_PROGRESS")
        .satisfies(
            it -> assertThat(((ProblemException) it).problem().code()).isEqualTo(Code.LB2001));
  }

  @Test
  void a_look_beside_takes_back_no_stack_that_somebody_else_proposed() throws Exception {
    var memory = ProvisionedMemory.example();
    var at = first(memory);
    memory.stacks.propose(at, StackTemplate.of("{}"), Map.of(), ProposalKind.FIRST);
    var apart = ProvisionGate.looking(new MemoryStacksBeside(memory.stacks));

    assertThatThrownBy(() -> apart.delete(at)).isInstanceOf(IllegalStateException.class);
    var deployed = new StackLook("CREATE_COMPLETE", "", "", Map.of(), Map.of());
    var waiter = new ProvisionWaiter(() -> ProvisionedMemory.NOW, _ -> {});
    new StackDeployment(apart, waiter, at).withdraw(Optional.of(deployed));

    assertThat(memory.stacks.stack(at).change).as("their change set").isPresent();
  }

  @Test
  void a_look_beside_makes_no_stack_that_is_not_there() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.account.lock = Optional.of(ProvisionedMemory.lock("grace", "elsewhere"));

    assertThat(memory.lookOnly().stacks())
        .isNotEmpty()
        .allMatch(it -> it.outlook() == StackPreview.Outlook.NEW && !it.changes().isEmpty());

    assertThat(memory.stacks.proposals).isZero();
    assertThat(memory.stacks.account()).isEmpty();
  }

  @Test
  void a_look_while_nobody_is_at_work_gives_the_lock_back() throws Exception {
    var memory = ProvisionedMemory.example();

    assertThat(memory.lookOnly().isChange()).isTrue();

    assertThat(memory.stacks.proposals).as("CloudFormation was asked").isPositive();
    assertThat(memory.account.lock).isEmpty();
  }

  @Test
  void who_may_not_take_the_lock_may_look() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.account.lockDenied = true;

    assertThat(memory.lookOnly().isChange()).isTrue();
  }
}
