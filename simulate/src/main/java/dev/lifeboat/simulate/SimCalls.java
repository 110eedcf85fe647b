package dev.lifeboat.simulate;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The calls that a controller makes over the network: to agents, voters and the front door.
final class SimCalls {
  private static final long PATIENCE = 400_000_000L;

  private final SimWorld world;

  SimCalls(SimWorld world) {
    this.world = world;
  }

  /// To the agent of a region.
  <T> void agent(String region, Supplier<T> effect, Consumer<T> back, Function<Boolean, T> missed) {
    var place = world.region(region);
    call(place.site, place.agentProgram, effect, back, missed);
  }

  <T> void door(Supplier<T> effect, Consumer<T> back, Function<Boolean, T> missed) {
    call(SimSite.DOOR, world.door.program, effect, back, missed);
  }

  /// To a voter, whose silence is nobody's affair.
  <T> void voter(SimVoter voter, Supplier<T> effect, Consumer<T> back) {
    world.network.call(
        SimSite.CONTROLLER,
        voter.site,
        voter.program,
        PATIENCE,
        effect,
        new Network.Back<T>() {
          @Override
          public void came(T reply) {
            back.accept(reply);
          }

          @Override
          public void missed(boolean refused) {
            // Nothing rests on it.
          }
        });
  }

  /// To a voter, whose silence is an answer.
  <T> void ask(SimVoter voter, Supplier<T> effect, Consumer<T> back, Function<Boolean, T> missed) {
    call(voter.site, voter.program, effect, back, missed);
  }

  private <T> void call(
      SimSite site,
      SimProgram target,
      Supplier<T> effect,
      Consumer<T> back,
      Function<Boolean, T> missed) {
    world.network.call(
        SimSite.CONTROLLER,
        site,
        target,
        PATIENCE,
        effect,
        new Network.Back<T>() {
          @Override
          public void came(T reply) {
            back.accept(reply);
          }

          @Override
          public void missed(boolean refused) {
            back.accept(missed.apply(refused));
          }
        });
  }
}
