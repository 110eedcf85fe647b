package dev.lifeboat.simulate;

import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.Vote;
import java.util.ArrayList;
import java.util.List;

/// One region: a machine with its clock, on it an agent that votes, a lease keeper, the copies of
/// the stores and the services. What watches over the machine starts again what died.
final class Region {
  final int index;
  final Site site;
  final MachineClock clock;
  final Program agentProgram = new Program();
  final Program services = new Program();
  final Voting voting;
  final Keeper keeper;
  final Agent agent;
  final List<Copy> copies = new ArrayList<>();
  private final World world;
  private final String name;

  Region(
      World world,
      int index,
      String name,
      MachineClock clock,
      LeaseTerms terms,
      Vote vote,
      List<String> voters) {
    this.world = world;
    this.index = index;
    this.site = Site.ofRegion(index);
    this.name = name;
    this.clock = clock;
    this.voting = new Voting(world, site, agentProgram, name, clock, terms, vote);
    this.keeper = new Keeper(world, site, name, clock, terms, voters);
    this.agent = new Agent(world, this);
  }

  String name() {
    return name;
  }

  /// Every process of the region, agent included.
  private void each(java.util.function.Consumer<Program> action) {
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
    world.settle();
    world.trace(() -> name + " dies");
    world.network.setPowered(site, false);
    each(Program::kill);
    copies.forEach(Copy::endWriting);
  }

  /// It is back, as it was, and what watches over its processes starts them in any order.
  void comeBack() {
    world.settle();
    world.trace(() -> name + " comes back as it was");
    world.network.setPowered(site, true);
    startAgent();
    startKeeper();
    copies.forEach(this::startServer);
    world.later(world.times.start(), services::start);
  }

  void freeze() {
    world.settle();
    world.trace(() -> name + " hangs");
    each(Program::freeze);
  }

  void thaw() {
    world.settle();
    world.trace(() -> name + " thaws");
    each(Program::thaw);
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
    world.settle();
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
  void startServer(Copy copy) {
    copy.endWriting();
    world.settle();
    copy.server.kill();
    world.later(
        world.times.start(),
        () -> {
          if (powered()) {
            world.settle();
            copy.server.start();
            agent.tend(copy);
          }
        });
  }
}
