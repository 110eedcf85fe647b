package dev.lifeboat.provision.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import org.junit.jupiter.api.Test;

/// Rules between the buckets of a plan.
final class AccountStepsTest {
  private static final String HOME = "dr-lab-app-data-primary";
  private static final String AWAY = "dr-lab-app-data-secondary";

  @Test
  void both_ways_are_shown_and_made_and_then_nothing_changes() throws Exception {
    var memory = ProvisionedMemory.example();

    assertThat(memory.run(memory.files).look().rules())
        .containsExactly(
            "no rule replicates %s to %s".formatted(HOME, AWAY),
            "no rule replicates %s to %s".formatted(AWAY, HOME));
    memory.provision();

    assertThat(memory.account.rules).containsExactly(HOME, AWAY);
    assertThat(memory.run(memory.files).look().isChange()).isFalse();
  }

  /// Goal: somebody took a rule away, and no stack knows.
  @Test
  void one_that_was_taken_away_is_a_change_and_made_again() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    memory.account.rules.remove(AWAY);

    var seen = memory.run(memory.files).look();
    assertThat(seen.stacks()).noneMatch(StackPreview::isChange);
    assertThat(seen.isChange()).isTrue();
    memory.provision();

    assertThat(memory.account.rules).contains(AWAY);
  }

  /// Goal: no bucket is changed below a run, and none without the lock. Method: the run is opened
  /// while a person reads what would be changed.
  @Test
  void none_is_made_once_a_run_is_open() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    memory.account.rules.remove(AWAY);

    assertThatThrownBy(() ->
            memory
                .gate()
                .with(
                    ProvisionedMemory.MINE,
                    () -> {
                      var run = memory.run(memory.files);
                      var shown = run.preview();
                      memory.account.runs.add("run r-1");
                      return run.apply(shown);
                    }))
        .isInstanceOfSatisfying(
            ProblemException.class, it -> assertThat(it.problem().code()).isEqualTo(Code.LB3018));
    assertThat(memory.account.rules).doesNotContain(AWAY);
  }

  /// Goal: nobody's rule is changed unseen. Method: it was good when it was looked at.
  @Test
  void what_went_wrong_after_the_look_is_refused() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    var run = memory.run(memory.files);

    assertThatThrownBy(() ->
            memory
                .gate()
                .with(
                    ProvisionedMemory.MINE,
                    () -> {
                      var shown = run.preview();
                      memory.account.rules.remove(AWAY);
                      return run.apply(shown);
                    }))
        .isInstanceOfSatisfying(
            ProblemException.class, it -> assertThat(it.problem().code()).isEqualTo(Code.LB3019));
    assertThat(memory.account.rules).doesNotContain(AWAY);
  }

  /// Goal: what cannot be made is not told as made.
  @Test
  void what_a_person_has_to_do_first_is_told_and_no_change() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.account.unruled.add(AWAY);

    memory.provision();

    assertThat(memory.account.rules).containsExactly(HOME);
    assertThat(memory.news).contains(AWAY + " left").doesNotContain(AWAY + " same");
    var seen = memory.run(memory.files).look();
    assertThat(seen.left()).containsExactly("there is no bucket " + AWAY);
    assertThat(seen.isChange()).isFalse();
  }
}
