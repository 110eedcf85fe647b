package dev.lifeboat.simulate;

import java.util.List;

/// Makes troubles come and go in a world.
record TroubleEffects(SimWorld world) {
  private static final double MILLION = 1e6;
  private static final double THOUSAND = 1e3;
  private static final long MILLI = 1_000_000;

  /// What a trouble changes when it comes, and when it goes.
  private record Change(Runnable begin, Runnable end) {
    /// It is not undone.
    static Change once(Runnable begin) {
      return new Change(begin, () -> {});
    }

    static Change frozen(SimProgram program) {
      return new Change(program::freeze, program::thaw);
    }
  }

  void plan(List<Trouble> troubles) {
    for (var trouble : troubles) {
      var change = change(trouble);
      world.agenda.after(
          trouble.from().toNanos(), () -> happen("trouble: ", trouble, change.begin()));
      if (trouble.lasts().isPositive()) {
        world.agenda.after(
            trouble.until().toNanos(), () -> happen("healed: ", trouble, change.end()));
      }
    }
  }

  private void happen(String what, Trouble trouble, Runnable change) {
    world.traffic.settle();
    world.trace(() -> what + trouble);
    change.run();
  }

  private Change change(Trouble trouble) {
    var at = trouble.at();
    int amount = trouble.amount();
    var region = world.region(at == SimSite.HOME ? 0 : 1);
    var network = world.network;
    var controller = world.controllers.getFirst();
    return switch (trouble.kind()) {
      case REGION_DIES -> death(region, amount == 0);
      case REGION_HANGS -> new Change(region::freeze, region::thaw);
      case AGENT_HANGS -> Change.frozen(region.agentProgram);
      case KEEPER_HANGS -> Change.frozen(region.keeper.program);
      case ARBITER_HANGS -> Change.frozen(world.arbiter);
      case DOOR_HANGS -> Change.frozen(world.door.program);
      case CONTROLLER_HANGS -> Change.frozen(controller.program);
      case AGENT_RESTARTS -> Change.once(region::startAgent);
      case KEEPER_RESTARTS -> Change.once(region::startKeeper);
      case SERVER_RESTARTS ->
          Change.once(() -> region.startServer(region.copies.get(amount % region.copies.size())));
      case ARBITER_RESTARTS -> Change.once(this::restartArbiter);
      case ARBITER_THAWS -> Change.once(world.arbiter::thaw);
      case CUT ->
          new Change(
              () -> network.cut(at, trouble.other()), () -> network.mend(at, trouble.other()));
      case LOSS -> new Change(() -> network.addLoss(amount), () -> network.addLoss(-amount));
      case SLOW -> new Change(() -> network.addSlow(amount), () -> network.addSlow(-amount));
      case COPIES -> new Change(() -> network.addCopies(amount), () -> network.addCopies(-amount));
      case STALE -> new Change(() -> world.setStalePercent(amount), () -> world.setStalePercent(0));
      case PLACEMENT_FAILS ->
          new Change(() -> world.placements.addBad(amount), () -> world.placements.addBad(-amount));
      case CONTROLLER_DIES -> Change.once(() -> controller.dieAt(1 + amount / 2, amount % 2 == 0));
      case SECOND_CONTROLLER -> Change.once(world.operator::letSecondGoOn);
      case WALL_JUMPS -> Change.once(() -> controller.jump(amount * MILLI));
      case CANCEL -> Change.once(controller::cancel);
      case MAINTENANCE -> Change.once(() -> world.pause(trouble.lasts()));
      case CLOCK_RATE -> Change.once(() -> world.clock(at).setRate(1 + amount / MILLION));
      case CLOCK_BEYOND -> Change.once(() -> world.clock(at).setRate(1 + amount / THOUSAND));
      case VOTER_FORGETS ->
          Change.once(() -> {
            world.voting(at).forget();
            world.voting(at).restarted();
          });
      case MACHINE_PAUSES ->
          new Change(
              () -> {
                region.freeze();
                region.clock.stop();
              },
              () -> {
                region.clock.go();
                region.thaw();
              });
      case UNGATED -> Change.once(region.keeper::ungate);
    };
  }

  private Change death(SimRegion region, boolean hostIsBlind) {
    return new Change(
        () -> {
          if (hostIsBlind) {
            world.setHostBlind(region.index, true);
          }
          region.die();
        },
        () -> {
          world.setHostBlind(region.index, false);
          region.comeBack();
        });
  }

  private void restartArbiter() {
    world.arbiter.kill();
    world.later(
        world.times.start(),
        () -> {
          world.arbiter.start();
          world.voting(SimSite.ARBITER).restarted();
        });
  }
}
