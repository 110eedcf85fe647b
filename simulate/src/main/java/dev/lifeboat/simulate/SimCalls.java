package dev.lifeboat.simulate;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The calls that a controller makes over the network: to agents, voters and the front door.
record SimCalls(SimWorld world) {
  /// The nanoseconds after which a call counts as unanswered.
  private static final long LONGEST_CALL_NANOS = 400_000_000L;

  /// To the agent of a region.
  <T> void agent(String region, Supplier<T> effect, Consumer<T> back, Function<Boolean, T> missed) {
    var place = world.region(region);
    call(new SimNetwork.Target(place.site, place.agentProgram), effect, back, missed);
  }

  <T> void door(Supplier<T> effect, Consumer<T> back, Function<Boolean, T> missed) {
    call(new SimNetwork.Target(SimSite.DOOR, world.door.program), effect, back, missed);
  }

  /// To a voter, whose silence is an answer.
  <T> void ask(SimVoter voter, Supplier<T> effect, Consumer<T> back, Function<Boolean, T> missed) {
    call(voter.target, effect, back, missed);
  }

  /// To a voter, whose silence is nobody's affair: nothing rests on it.
  <T> void voter(SimVoter voter, Supplier<T> effect, Consumer<T> back) {
    world.network.make(
        new SimNetwork.Call<>(
            SimSite.CONTROLLER, voter.target, LONGEST_CALL_NANOS, effect, back, _ -> {}));
  }

  private <T> void call(
      SimNetwork.Target target, Supplier<T> effect, Consumer<T> back, Function<Boolean, T> missed) {
    world.network.make(
        new SimNetwork.Call<>(
            SimSite.CONTROLLER,
            target,
            LONGEST_CALL_NANOS,
            effect,
            back,
            refused -> back.accept(missed.apply(refused))));
  }
}
