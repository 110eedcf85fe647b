package dev.lifeboat.lab.lockedbucket;

import dev.lifeboat.wire.Program;
import dev.lifeboat.wire.ProgramJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/// The program: `LockedBucketMain CONFIG`, with a [LockedBucketConfig] as JSON.
///
/// It prints `ready` and its port on standard output once that answers, and each attempt to do harm
/// on standard error.
public final class LockedBucketMain {
  private LockedBucketMain() {}

  public static void main(String[] arguments) {
    limitTimes();
    var program = new Program("locked-bucket");
    program.run(arguments, file -> start(program, file));
  }

  /// Whoever is slower holds up one thread no longer; a body of 32 MiB takes as long at 280 KiB/s.
  private static void limitTimes() {
    System.setProperty("sun.net.httpserver.maxReqTime", "120");
    System.setProperty("sun.net.httpserver.maxRspTime", "120");
  }

  @SuppressWarnings("resource") // Lives as long as the process.
  private static void start(Program program, Path file) throws IOException {
    var config = ProgramJson.read(file, LockedBucketConfig.class);
    var started = LockedBucket.start(config, InstantSource.system(), program::log);
    System.out.println("ready " + started.port());
  }
}
