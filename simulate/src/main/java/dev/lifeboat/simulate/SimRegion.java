package dev.lifeboat.simulate;

import dev.lifeboat.lease.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// One region: a machine with its clock, on it an agent that votes, a lease keeper, the copies of
/// the stores and the services. What watches over the machine starts again what died.
final class SimRegion {
  final int index;
  final SimSite site;
  final SimMachineClock clock;
  final SimProgram agentProgram = new SimProgram();
  final SimProgram services = new SimProgram();
  final SimVoter voting;
  final SimKeeper keeper;
  final SimAgent agent;
  final List<SimCopy> copies = new ArrayList<>();
  private final SimWorld world;
  private final String name;

  /// @param index 0 for the primary, 1 for the recovery region
  /// @param vote granted long before the world began
  /// @param voters by name
  SimRegion(SimWorld world, int index, SimMachineClock clock, Vote vote, List<String> voters) {
    this.world = world;
    this.index = index;
    this.site = index == 0 ? SimSite.HOME : SimSite.AWAY;
    this.name = world.setting.regions().get(index);
    this.clock = clock;
    this.voting = new SimVoter(world, new SimNetwork.Target(site, agentProgram), name, clock, vote);
    this.keeper = new SimKeeper(world, site, name, clock, voters);
    this.agent = new SimAgent(world, this);
  }

  String name() {
    return name;
  }

  /// Every process of the region, agent included.
  private void each(Consumer<SimProgram> action) {
    action.accept(agentProgram);
    action.accept(keeper.program);
    copies.forEach(copy -> action.accept(copy.server));
    action.accept(services);
  }

  boolean powered() {
    return world.network.powered(site);
  }

  /// All of it is gone at once.
  void die() {
    world.traffic.settle();
    world.trace(() -> name + " dies");
    world.network.setPowered(site, false);
    each(SimProgram::kill);
    copies.forEach(SimCopy::endWriting);
  }

  /// It is back, as it was, and what watches over its processes starts them in any order.
  void comeBack() {
    world.traffic.settle();
    world.trace(() -> name + " comes back as it was");
    world.network.setPowered(site, true);
    startAgent();
    startKeeper();
    copies.forEach(this::startServer);
    world.later(world.times.start(), services::start);
  }

  void freeze() {
    world.traffic.settle();
    world.trace(() -> name + " hangs");
    each(SimProgram::freeze);
  }

  void thaw() {
    world.traffic.settle();
    world.trace(() -> name + " thaws");
    each(SimProgram::thaw);
  }

  void startAgent() {
    startAgain(
        agentProgram,
        () -> {
          voting.restarted();
          agent.begin();
        });
  }

  void startKeeper() {
    world.traffic.settle();
    startAgain(keeper.program, keeper::restarted);
  }

  /// The database is started read-only; the agent lets it write once it may.
  void startServer(SimCopy copy) {
    copy.endWriting();
    world.traffic.settle();
    startAgain(copy.server, () -> agent.tend(copy));
  }

  /// What watches over the machine starts a program that is gone, if the machine is there then.
  private void startAgain(SimProgram program, Runnable then) {
    program.kill();
    world.later(
        world.times.start(),
        () -> {
          if (powered()) {
            world.traffic.settle();
            program.start();
            then.run();
          }
        });
  }
}
