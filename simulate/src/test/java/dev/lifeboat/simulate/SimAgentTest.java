package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import dev.lifeboat.simulate.SimCopy.Duty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// An agent of the simulated world does what it is told under a present epoch, and lets nothing
/// write without the lease. The writer is in `east` under epoch 1 when a test begins.
final class SimAgentTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Succession CANDIDATE = Succession.of(1);

  private final SimWorld world = Worlds.calm(Mode.FAILOVER);
  private final RunId run = world.newRun(world.runbook(Mode.FAILOVER, "east")).run();
  private final SimRegion home = world.region(0);
  private final SimRegion away = world.region(1);
  private final SimCopy homes = database(home);
  private final SimCopy aways = database(away);

  SimAgentTest() throws ProblemException {}

  private static SimCopy database(SimRegion region) {
    return region.copies.stream().filter(it -> !it.store.kind.bucket()).findFirst().orElseThrow();
  }

  private Attempt attempt(long epoch, Succession succession) {
    return new Attempt(run, new StepId("s"), epoch, 1, Instant.MAX, succession);
  }

  private Attempt attempt(long epoch) {
    return attempt(epoch, CANDIDATE);
  }

  private void pass(Duration time) {
    Worlds.pass(world, time);
  }

  private static void assertMet(Observation seen) {
    assertThat(seen).isInstanceOf(Observation.Met.class);
  }

  private static void assertPending(Observation seen) {
    assertThat(seen).isInstanceOf(Observation.Pending.class);
  }

  @Test
  void once_a_database_is_fenced_its_lease_is_handed_back_and_nothing_there_takes_writes() {
    assertThat(home.agent.fence(homes, attempt(2))).isTrue();
    assertThat(home.keeper.epoch()).isZero();
    assertPending(home.agent.observeFenced(homes));

    pass(LONG);

    assertMet(home.agent.observeFenced(homes));
    assertThat(home.copies).noneMatch(SimCopy::writable);
    home.startServer(homes);
    pass(LONG);
    assertThat(homes.writable()).as("after a restart").isFalse();
  }

  @Test
  void a_replica_that_is_fenced_stays_one() {
    assertThat(away.agent.fence(aways, attempt(2))).isTrue();
    assertThat(aways.duty()).isEqualTo(Duty.REPLICA);
    assertThat(aways.epoch()).isEqualTo(2);
  }

  @Test
  void a_lower_epoch_has_no_effect() {
    assertThat(home.agent.fence(homes, attempt(3))).isTrue();
    assertThat(home.agent.follow(homes, attempt(2))).isFalse();
    assertThat(home.agent.promote(homes, attempt(2))).isPresent();
    assertThat(homes.duty()).isEqualTo(Duty.FENCED);
  }

  @Test
  void under_one_epoch_a_writer_stays_the_writer() {
    assertThat(away.agent.promote(aways, attempt(2))).isEmpty();
    assertThat(away.agent.fence(aways, attempt(2))).isFalse();
    assertThat(away.agent.follow(aways, attempt(2))).isFalse();
    assertThat(aways.duty()).isEqualTo(Duty.WRITER);
    assertThat(away.agent.fence(aways, attempt(3))).isTrue();
  }

  @Test
  void a_run_that_nobody_knows_promotes_nothing() {
    var stranger = new Attempt(new RunId("r-9"), new StepId("s"), 2, 1, Instant.MAX, CANDIDATE);
    assertThat(away.agent.promote(aways, stranger)).isPresent();
    assertThat(aways.duty()).isEqualTo(Duty.REPLICA);
  }

  @Test
  void what_followed_another_writer_is_promoted_by_a_persons_word_alone() {
    assertThat(away.agent.promote(aways, attempt(3, Succession.of(2))).map(Problem::code))
        .contains(Code.LB3011);
    assertThat(aways.duty()).isEqualTo(Duty.REPLICA);
    var accepted = new Succession(2, List.of(), Optional.of("ann"));
    assertThat(away.agent.promote(aways, attempt(3, accepted))).isEmpty();
    assertThat(aways.duty()).isEqualTo(Duty.WRITER);
    assertThat(aways.promotion().lossAccepted()).isTrue();
  }

  @Test
  void what_is_promoted_takes_writes_once_the_other_side_has_no_lease_any_more() {
    assertThat(away.agent.promote(aways, attempt(2))).isEmpty();
    pass(LONG);
    assertThat(home.keeper.holds(1)).isTrue();
    assertThat(aways.writable()).isFalse();
    assertPending(away.agent.observePromoted(aways));

    home.die();
    pass(LONG);

    assertThat(aways.writable()).isTrue();
    assertMet(away.agent.observePromoted(aways));
  }

  @Test
  void without_its_agent_nothing_becomes_the_writer() {
    home.die();
    away.agentProgram.kill();
    assertThat(away.agent.promote(aways, attempt(2))).isEmpty();
    pass(LONG);
    assertThat(aways.writable()).isFalse();

    away.startAgent();
    pass(LONG);
    assertThat(aways.writable()).isTrue();
  }

  @Test
  void a_server_that_was_started_again_writes_once_its_agent_has_seen_to_it() {
    home.startServer(homes);
    assertThat(homes.writable()).isFalse();
    pass(LONG);
    assertThat(homes.writable()).isTrue();
  }

  @Test
  void instances_are_started_anew_with_the_stores_they_are_bound_to_and_late_ones_are_not() {
    assertThat(away.agent.bind(0, 5)).isTrue();
    assertThat(away.agent.bound()).isEqualTo(-1);
    assertPending(away.agent.observeBound(0));
    pass(LONG);
    assertMet(away.agent.observeBound(0));
    assertPending(away.agent.observeBound(1));
    assertThat(away.agent.bind(1, 4)).isFalse();
    assertThat(away.agent.bind(0, 5)).isTrue();
    assertThat(away.agent.bound()).as("asked for once more").isZero();
  }

  @Test
  void what_went_another_way_is_copied_anew_before_it_follows() throws Exception {
    var back = Worlds.calm(Mode.FAILBACK);
    var old = database(back.region(0));
    var writer = database(back.region(1));
    assertThat(old.hasGoneAnotherWayThan(writer)).isTrue();

    assertThat(back.region(0).agent.follow(old, attempt(3))).isTrue();
    assertPending(back.region(0).agent.observeStreaming(old));
    Worlds.pass(back, LONG);

    assertThat(old.hasGoneAnotherWayThan(writer)).isFalse();
    assertMet(back.region(0).agent.observeStreaming(old));
  }

  @Test
  void a_replica_that_was_cut_off_streams_again_and_is_behind_until_then() {
    assertMet(away.agent.observeStreaming(aways));
    world.network.cut(SimSite.HOME, SimSite.AWAY);
    pass(LONG);
    assertPending(away.agent.observeStreaming(aways));
    world.network.mend(SimSite.HOME, SimSite.AWAY);
    assertPending(away.agent.observeStreaming(aways));
    pass(LONG);
    assertMet(away.agent.observeStreaming(aways));
  }
}
