package dev.lifeboat.guard;

import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.wire.ApiServer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// The lease keeper's process: `KeeperMain CONFIG.json`. It runs until SIGTERM and hands nothing
/// back then: a keeper that starts again goes on with what was held. A configuration or an address
/// that cannot be used ends it with status 1 and one line.
public final class KeeperMain {
  private static final Logger LOG = System.getLogger(KeeperMain.class.getName());

  private KeeperMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    ApiServer.limit();
    if (arguments.length != 1) {
      fail("usage: KeeperMain CONFIG.json");
      return;
    }
    try {
      var config = KeeperConfig.read(Path.of(arguments[0]));
      var clock = MonotonicClock.ofThisMachine();
      var keeper = new Keeper(config, LeaseTerms.standard(), clock);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(keeper), "end"));
      keeper.begin();
      LOG.log(Level.INFO, "lease keeper of {0} serves, by {1}", config.region(), clock.name());
    } catch (IOException failure) {
      fail(String.valueOf(failure.getMessage()));
      return;
    }
    new CountDownLatch(1).await();
  }

  private static void end(Keeper keeper) {
    try {
      keeper.end();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void fail(String why) {
    System.err.println("lifeboat keeper: " + why);
    System.exit(1);
  }
}
