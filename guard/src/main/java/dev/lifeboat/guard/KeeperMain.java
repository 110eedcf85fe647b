package dev.lifeboat.guard;

import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.wire.ApiServer;
import dev.lifeboat.wire.Program;
import dev.lifeboat.wire.ProgramJson;
import java.util.concurrent.CountDownLatch;

/// The lease keeper's process: `KeeperMain CONFIG.json`. It runs until SIGTERM and hands nothing
/// back then: a keeper that starts again goes on with what was held. See [Program].
public final class KeeperMain {
  private KeeperMain() {}

  public static void main(String[] arguments) {
    ApiServer.limit();
    var program = new Program("keeper");
    program.run(
        arguments,
        file -> {
          var config = ProgramJson.read(file, KeeperConfig.class);
          var keeper =
              new LeaseKeeper(config, LeaseTerms.standard(), MonotonicClock.ofThisMachine());
          program.atEnd(keeper::end);
          keeper.begin();
          new CountDownLatch(1).await();
        });
  }
}
