package dev.lifeboat.guard;

import dev.lifeboat.wire.ApiServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A process of a region, which is started with one configuration file and runs until SIGTERM. A
/// configuration or an address that cannot be used ends it with status 1 and one line, before
/// anything is started.
public interface RegionProgram {
  void begin() throws IOException, InterruptedException;

  void end() throws InterruptedException;

  /// Takes the address, and starts nothing yet.
  interface Making {
    RegionProgram of(Path config) throws IOException;
  }

  /// Runs one; returns when the process ends.
  ///
  /// @param name such as `agent`
  /// @param main that was started
  static void run(String name, Class<?> main, String[] arguments, Making making)
      throws InterruptedException {
    ApiServer.limit();
    if (arguments.length != 1) {
      fail(name, "usage: " + main.getSimpleName() + " CONFIG.json");
      return;
    }
    try {
      var program = making.of(Path.of(arguments[0]));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(program), "end"));
      program.begin();
    } catch (IOException failure) {
      fail(name, FailureWords.of(failure));
      return;
    }
    new CountDownLatch(1).await();
  }

  private static void end(RegionProgram program) {
    try {
      program.end();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void fail(String name, String why) {
    System.err.println("lifeboat " + name + ": " + why);
    System.exit(1);
  }
}
