package dev.lifeboat.simulate;

import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.Vote;
import java.util.ArrayList;
import java.util.List;

/// One region: a machine with its clock, on it an agent that votes, a lease keeper, the copies of
/// the stores and the services. What watches over the machine starts again what died.
final class SimRegion {
  final int index;
  final SimSite site;
  final MachineClock clock;
  final SimProgram agentProgram = new SimProgram();
  final SimProgram services = new SimProgram();
  final SimVoter voting;
  final SimKeeper keeper;
  final SimAgent agent;
  final List<SimCopy> copies = new ArrayList<>();
  private final SimWorld world;
  private final String name;

  SimRegion(
      SimWorld world,
      int index,
      String name,
      MachineClock clock,
      LeaseTerms terms,
      Vote vote,
      List<String> voters) {
    this.world = world;
    this.index = index;
    this.site = SimSite.ofRegion(index);
    this.name = name;
    this.clock = clock;
    this.voting = new SimVoter(world, site, agentProgram, name, clock, terms, vote);
    this.keeper = new SimKeeper(world, site, name, clock, terms, voters);
    this.agent = new SimAgent(world, this);
  }

  String name() {
    return name;
  }

  /// Every process of the region, agent included.
  private void each(java.util.function.Consumer<SimProgram> action) {
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
    agentProgram.kill();
    world.later(
        world.times.start(),
        () -> {
          if (powered()) {
            agentProgram.start();
            voting.restarted();
            agent.begin();
          }
        });
  }

  void startKeeper() {
    world.traffic.settle();
    keeper.program.kill();
    world.later(
        world.times.start(),
        () -> {
          if (powered()) {
            keeper.program.start();
            keeper.restarted();
          }
        });
  }

  /// The database is started read-only; the agent lets it write once it may.
  void startServer(SimCopy copy) {
    copy.endWriting();
    world.traffic.settle();
    copy.server.kill();
    world.later(
        world.times.start(),
        () -> {
          if (powered()) {
            world.traffic.settle();
            copy.server.start();
            agent.tend(copy);
          }
        });
  }
}
