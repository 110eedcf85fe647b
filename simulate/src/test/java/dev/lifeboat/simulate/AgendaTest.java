package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AgendaTest {
  private final Agenda agenda = new Agenda();
  private final List<String> happened = new ArrayList<>();

  private Runnable event(String name) {
    return () -> happened.add(name + "@" + agenda.nowNanos());
  }

  private void run(int events) {
    for (int i = 0; i < events; i++) {
      agenda.step();
    }
  }

  @Test
  void events_happen_in_the_order_of_time_and_of_their_making_where_times_are_equal() {
    agenda.at(30, event("c"));
    agenda.at(10, event("a"));
    agenda.at(30, event("d"));
    agenda.at(20, event("b"));
    run(4);

    assertThat(happened).containsExactly("a@10", "b@20", "c@30", "d@30");
    assertThat(agenda.done()).isEqualTo(4);
  }

  @Test
  void what_is_past_happens_now_and_time_never_goes_back() {
    agenda.at(50, () -> agenda.at(10, event("late")));
    run(2);

    assertThat(happened).containsExactly("late@50");
  }

  @Test
  void more_events_than_there_is_room_for_are_kept_in_order() {
    for (int i = 1_000; i > 0; i--) {
      agenda.after(i, event("e"));
    }
    run(1_000);

    assertThat(happened).hasSize(1_000).startsWith("e@1", "e@2").endsWith("e@1000");
  }

  @Test
  void two_worlds_have_one_hash_only_if_they_went_the_same_way() {
    var same = new Agenda();
    var other = new Agenda();
    agenda.at(10, () -> {});
    same.at(10, () -> {});
    other.at(11, () -> {});
    List.of(agenda, same, other).forEach(Agenda::step);

    assertThat(agenda.hash()).isEqualTo(same.hash()).isNotEqualTo(other.hash());
  }

  @Test
  void a_world_does_not_last_for_ever() {
    assertThatIllegalStateException()
        .isThrownBy(() -> agenda.at(3 * 3_600_000_000_000L, () -> {}))
        .withMessageContaining("two hours");
  }
}
