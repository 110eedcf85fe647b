package dev.lifeboat.simulate;

import java.util.List;

/// Makes troubles come and go in a world.
final class TroubleMaker {
  private static final double MILLION = 1e6;
  private static final double THOUSAND = 1e3;
  private static final long MILLI = 1_000_000;

  private final SimWorld world;

  TroubleMaker(SimWorld world) {
    this.world = world;
  }

  void plan(List<Trouble> troubles) {
    for (var trouble : troubles) {
      world.agenda.after(trouble.from().toNanos(), () -> begin(trouble));
      if (trouble.lasts().isPositive()) {
        world.agenda.after(trouble.until().toNanos(), () -> end(trouble));
      }
    }
  }

  private SimRegion region(Trouble trouble) {
    return world.region(trouble.at() == SimSite.HOME ? 0 : 1);
  }

  private Controller controller() {
    return world.controllers.getFirst();
  }

  private void begin(Trouble trouble) {
    world.traffic.settle();
    world.trace(() -> "trouble: " + trouble);
    switch (trouble.kind()) {
      case REGION_DIES -> {
        if (trouble.amount() == 0) {
          world.blindHost(region(trouble).index);
        }
        region(trouble).die();
      }
      case REGION_HANGS -> region(trouble).freeze();
      case AGENT_HANGS -> region(trouble).agentProgram.freeze();
      case KEEPER_HANGS -> region(trouble).keeper.program.freeze();
      case AGENT_RESTARTS -> region(trouble).startAgent();
      case KEEPER_RESTARTS -> region(trouble).startKeeper();
      case SERVER_RESTARTS -> {
        var copies = region(trouble).copies;
        region(trouble).startServer(copies.get(trouble.amount() % copies.size()));
      }
      case ARBITER_HANGS -> world.arbiter().freeze();
      case ARBITER_RESTARTS -> restartArbiter();
      case ARBITER_THAWS -> world.arbiter().thaw();
      case DOOR_HANGS -> world.door.program.freeze();
      case CUT -> world.network.cut(trouble.at(), trouble.other());
      case LOSS -> world.network.addLoss(trouble.amount());
      case SLOW -> world.network.addSlow(trouble.amount());
      case COPIES -> world.network.addCopies(trouble.amount());
      case STALE -> world.setStalePercent(trouble.amount());
      case PLACEMENT_FAILS -> world.registry.addBad(trouble.amount());
      case CONTROLLER_DIES ->
          controller().dieAt(1 + trouble.amount() / 2, trouble.amount() % 2 == 0);
      case CONTROLLER_HANGS -> controller().program.freeze();
      case SECOND_CONTROLLER -> world.operator.letSecondGoOn();
      case WALL_JUMPS -> controller().jump(trouble.amount() * MILLI);
      case CLOCK_RATE -> world.clock(trouble.at()).setRate(1 + trouble.amount() / MILLION);
      case CANCEL -> controller().cancel();
      case MAINTENANCE -> world.pause(trouble.lasts());
      case CLOCK_BEYOND -> world.clock(trouble.at()).setRate(1 + trouble.amount() / THOUSAND);
      case VOTER_FORGETS -> {
        world.voting(trouble.at()).forget();
        world.voting(trouble.at()).restarted();
      }
      case MACHINE_PAUSES -> {
        region(trouble).freeze();
        region(trouble).clock.stop();
      }
      case UNGATED -> region(trouble).keeper.ungate();
    }
  }

  private void end(Trouble trouble) {
    world.traffic.settle();
    world.trace(() -> "healed: " + trouble);
    switch (trouble.kind()) {
      case REGION_DIES -> {
        world.seeingHost(region(trouble).index);
        region(trouble).comeBack();
      }
      case REGION_HANGS -> region(trouble).thaw();
      case AGENT_HANGS -> region(trouble).agentProgram.thaw();
      case KEEPER_HANGS -> region(trouble).keeper.program.thaw();
      case ARBITER_HANGS -> world.arbiter().thaw();
      case DOOR_HANGS -> world.door.program.thaw();
      case CUT -> world.network.mend(trouble.at(), trouble.other());
      case LOSS -> world.network.addLoss(-trouble.amount());
      case SLOW -> world.network.addSlow(-trouble.amount());
      case COPIES -> world.network.addCopies(-trouble.amount());
      case STALE -> world.setStalePercent(0);
      case PLACEMENT_FAILS -> world.registry.addBad(-trouble.amount());
      case CONTROLLER_HANGS -> controller().program.thaw();
      case MACHINE_PAUSES -> {
        region(trouble).clock.go();
        region(trouble).thaw();
      }
      case AGENT_RESTARTS,
          KEEPER_RESTARTS,
          SERVER_RESTARTS,
          ARBITER_RESTARTS,
          ARBITER_THAWS,
          CONTROLLER_DIES,
          SECOND_CONTROLLER,
          WALL_JUMPS,
          CLOCK_RATE,
          CANCEL,
          MAINTENANCE,
          CLOCK_BEYOND,
          VOTER_FORGETS,
          UNGATED -> {}
    }
  }

  private void restartArbiter() {
    world.arbiter().kill();
    world.later(
        world.times.start(),
        () -> {
          world.arbiter().start();
          world.voting(SimSite.ARBITER).restarted();
        });
  }
}
