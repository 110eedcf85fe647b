package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SimProgramTest {
  private final SimProgram program = new SimProgram();
  private final List<String> done = new ArrayList<>();

  @Test
  void what_comes_while_it_is_frozen_waits_in_its_order() {
    program.freeze();
    program.freeze();
    program.run(() -> done.add("a"));
    program.run(() -> done.add("b"));
    program.thaw();
    assertThat(done).as("each freeze needs a thaw").isEmpty();

    program.thaw();
    assertThat(done).containsExactly("a", "b");
  }

  @Test
  void what_waits_for_a_dead_process_is_lost() {
    program.freeze();
    program.run(() -> done.add("lost"));
    program.kill();
    program.start();
    program.thaw();

    assertThat(done).isEmpty();
  }

  @Test
  void another_process_does_not_hear_what_was_for_the_one_before() {
    var work = program.own(() -> done.add("own"));
    var reply = program.<String>hears(done::add);
    program.start();
    work.run();
    reply.accept("reply");
    assertThat(done).isEmpty();

    program.own(() -> done.add("mine")).run();
    assertThat(done).containsExactly("mine");
  }
}
