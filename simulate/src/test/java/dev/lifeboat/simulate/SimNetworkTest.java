package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls from the controller to a program at home, 10 ms each way, given up after 400 ms.
final class SimNetworkTest {
  private static final long MILLI = 1_000_000;

  private final Agenda agenda = new Agenda();
  private final SimNetwork network = new SimNetwork(agenda, SeededRandom.of(1, 2));
  private final SimProgram program = new SimProgram();
  private final List<String> heard = new ArrayList<>();
  private int effects;

  @BeforeEach
  void far() {
    network.setLatency(SimSite.CONTROLLER, SimSite.HOME, 10 * MILLI);
  }

  private void call() {
    network.make(
        new SimNetwork.Call<>(
            SimSite.CONTROLLER,
            new SimNetwork.Target(SimSite.HOME, program),
            400 * MILLI,
            () -> ++effects,
            reply -> heard.add("reply " + reply),
            refused -> heard.add(refused ? "refused" : "silence")));
  }

  private void pass(long millis) {
    agenda.at(agenda.nowNanos() + millis * MILLI, () -> {});
    long end = agenda.nowNanos() + millis * MILLI;
    while (agenda.nowNanos() < end) {
      agenda.step();
    }
  }

  @Test
  void an_answer_takes_both_ways() {
    call();
    pass(15);
    assertThat(heard).isEmpty();
    assertThat(effects).isEqualTo(1);
    pass(30);
    assertThat(heard).containsExactly("reply 1");
  }

  @Test
  void a_program_that_is_gone_refuses_and_a_machine_without_power_is_silent() {
    program.kill();
    call();
    pass(500);
    network.setPowered(SimSite.HOME, false);
    call();
    pass(500);

    assertThat(heard).containsExactly("refused", "silence");
    assertThat(effects).isZero();
  }

  @Test
  void a_frozen_program_is_silent_and_does_it_all_the_same_once_it_thaws() {
    program.freeze();
    call();
    pass(500);
    assertThat(heard).containsExactly("silence");
    assertThat(effects).isZero();

    program.thaw();
    pass(500);
    assertThat(effects).isEqualTo(1);
    assertThat(heard).as("told once").containsExactly("silence");
  }

  @Test
  void an_answer_that_is_cut_off_leaves_its_effect_and_silence() {
    network.cut(SimSite.HOME, SimSite.CONTROLLER);
    call();
    pass(500);

    assertThat(effects).isEqualTo(1);
    assertThat(heard).containsExactly("silence");
  }

  @Test
  void each_cut_needs_a_mending_of_its_own() {
    network.cut(SimSite.CONTROLLER, SimSite.HOME);
    network.cut(SimSite.CONTROLLER, SimSite.HOME);
    network.mend(SimSite.CONTROLLER, SimSite.HOME);
    assertThat(network.passes(SimSite.CONTROLLER, SimSite.HOME)).isFalse();
    network.mend(SimSite.CONTROLLER, SimSite.HOME);
    assertThat(network.passesBothWays(SimSite.HOME, SimSite.CONTROLLER)).isTrue();
  }

  @Test
  void a_message_that_arrives_twice_takes_effect_twice_and_is_answered_once() {
    network.addCopies(100);
    call();
    pass(9_000);

    assertThat(effects).isEqualTo(2);
    assertThat(heard).hasSize(1);
  }

  @Test
  void a_lost_message_has_no_effect() {
    network.addLoss(100);
    call();
    pass(500);
    network.addLoss(-100);
    call();
    pass(500);

    assertThat(heard).containsExactly("silence", "reply 1");
  }
}
