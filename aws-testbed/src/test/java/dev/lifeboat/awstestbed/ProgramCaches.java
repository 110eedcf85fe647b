package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.function.FailoverHandler;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.plan.Strategy;
import java.nio.file.Files;

/// The AOT caches of the programs that tests begin many times, made once for all of them by asking
/// an account for a whole shop.
final class ProgramCaches {
  /// A function looks until it is nearly over: twice is enough.
  private static final int SECONDS = 17;

  private ProgramCaches() {}

  static ProgramCaches prepare(TestBed bed) throws Exception {
    var folder = Files.createTempDirectory("lifeboat-caches-");
    var shop = new Shop(bed, Strategy.WARM_STANDBY, false, true, folder);
    try {
      shop.create();
      shop.adopt();
      CommandLine.ofThisModule().learn(bed, shop.file());
      FunctionHost.learn(
          bed, new FunctionHost.Code(FailoverHandler.class.getName(), shop.file(), SECONDS));
      return new ProgramCaches();
    } finally {
      shop.end();
      FileTree.delete(folder);
    }
  }
}
