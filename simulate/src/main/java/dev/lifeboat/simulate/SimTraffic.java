package dev.lifeboat.simulate;

/// The requests of users: whom they reach, whether they are answered, and which writes are
/// acknowledged meanwhile.
final class SimTraffic {
  private final SimWorld world;
  private final SimRegion[] regions;
  private long settledNanos;

  /// @param regions of that world, filled in while it is made
  SimTraffic(SimWorld world, SimRegion[] regions) {
    this.world = world;
    this.regions = regions;
  }

  /// Lets clients write and replicas follow until now, with everything as it was since the last
  /// time. Called before anything changes that they depend on.
  void settle() {
    long now = world.now();
    long since = settledNanos;
    if (now <= since) {
      return;
    }
    settledNanos = now;
    for (var store : world.stores) {
      store.settle(since, now);
    }
    for (var writer : regions) {
      if (reached(writer)) {
        long from = since;
        long to = now;
        for (var store : world.stores) {
          from = Math.max(from, store.fromNanos(writer.index));
          to = Math.min(to, store.toNanos(writer.index));
        }
        if (to > from) {
          world.clients.acknowledged(writer.index, from, to);
        }
      }
    }
  }

  /// Whether some client comes through the front door to the stores of `writer`, by the services of
  /// its own region or of the other.
  private boolean reached(SimRegion writer) {
    for (var region : regions) {
      if (passesDoor(region) && region.agent.bound() == writer.index) {
        return true;
      }
    }
    return false;
  }

  private boolean passesDoor(SimRegion region) {
    return (!world.setting.shape().door() || world.door.serves(region.index))
        && world.door.program.isRunning()
        && takesRequests(region);
  }

  /// Whether the services of a region can be reached from the front door and can reach their
  /// stores.
  private boolean takesRequests(SimRegion region) {
    int bound = region.agent.bound();
    return region.services.isRunning()
        && region.agent.instances() > 0
        && world.network.passesBothWays(SimSite.DOOR, region.site)
        && bound >= 0
        && (bound == region.index || world.network.passesBothWays(SimSite.HOME, SimSite.AWAY));
  }

  /// Whether a request that the front door sends to this region would be answered well.
  boolean wouldServe(SimRegion region) {
    return takesRequests(region) && acknowledges(regions[region.agent.bound()]);
  }

  /// Whether a client's write would be acknowledged at the front door now.
  boolean serves() {
    settle();
    for (var region : regions) {
      if (passesDoor(region) && acknowledges(regions[region.agent.bound()])) {
        return true;
      }
    }
    return false;
  }

  private static boolean acknowledges(SimRegion region) {
    if (!region.keeper.program.isRunning()) {
      return false;
    }
    for (var copy : region.copies) {
      if (!copy.couldAcknowledge() || !copy.server.isRunning()) {
        return false;
      }
    }
    return true;
  }
}
