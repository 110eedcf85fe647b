package dev.lifeboat.provision.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules between the buckets of a plan.
final class AccountStepsTest {
  private static final String HOME = "dr-lab-app-data-primary";
  private static final String AWAY = "dr-lab-app-data-secondary";

  /// @param meanwhile what happens while a person reads what would be changed
  private static void assertRefused(Code code, ProvisionedMemory memory, Runnable meanwhile) {
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
        .isInstanceOfSatisfying(
            ProblemException.class, it -> assertThat(it.problem().code()).isEqualTo(code));
  }

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

  /// Goal: no bucket is changed below a run, and none without the lock.
  @Test
  void none_is_made_once_a_run_is_open() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    memory.account.rules.remove(AWAY);

    assertRefused(Code.LB3018, memory, () -> memory.account.runs.add("run r-1"));
    assertThat(memory.account.rules).doesNotContain(AWAY);
  }

  /// Goal: nothing is uploaded or put below a run either. Method: what was there is gone, so that
  /// no stack changes and nothing but this step asks.
  @ParameterizedTest
  @ValueSource(strings = {"entry.json", "functions.jar", ".asl.json"})
  void no_object_is_put_once_a_run_is_open(String name) throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    assertThat(memory.account.objects.keySet().removeIf(it -> it.endsWith(name))).isTrue();

    assertRefused(Code.LB3018, memory, () -> memory.account.runs.add("run r-1"));
    assertThat(memory.account.objects.keySet()).noneMatch(it -> it.endsWith(name));
  }

  /// Goal: nobody's rule is changed unseen. Method: it was good when it was looked at.
  @Test
  void what_went_wrong_after_the_look_is_refused() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();

    assertRefused(Code.LB3019, memory, () -> memory.account.rules.remove(AWAY));
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
