package dev.lifeboat.guard;

import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.lease.LeaseTerms;

/// The lease keeper's process: `KeeperMain CONFIG.json`. It runs until SIGTERM and hands nothing
/// back then: a keeper that starts again goes on with what was held. See [RegionProgram].
public final class KeeperMain {
  private KeeperMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    RegionProgram.run(
        "keeper",
        KeeperMain.class,
        arguments,
        file ->
            new LeaseKeeper(
                KeeperConfig.FILE.read(file),
                LeaseTerms.standard(),
                MonotonicClock.ofThisMachine()));
  }
}
