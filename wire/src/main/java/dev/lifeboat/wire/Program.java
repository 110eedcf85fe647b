package dev.lifeboat.wire;

import dev.lifeboat.problem.FileFailure;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The life of a process of ours: one config file in, log lines on stderr, status 1 with one line
/// when it cannot start. What it must remember is durable whenever it is killed.
///
/// @param name such as `agent`, which each of its lines begins with
public record Program(String name) {
  /// What a program does with its config.
  @FunctionalInterface
  public interface Body {
    void start(Path config) throws IOException, InterruptedException;
  }

  /// What is done before SIGTERM ends it.
  @FunctionalInterface
  public interface Ending {
    void run() throws InterruptedException;
  }

  /// Runs the program. Returns once `body` has; its threads go on.
  public void run(String[] arguments, Body body) {
    // Read once by the JDK's HTTP server; without it every small answer waits 40 ms for an ACK.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    if (arguments.length != 1) {
      fail("needs one argument, the path of its config file");
      return;
    }
    try {
      body.start(Path.of(arguments[0]));
    } catch (FileSystemException failure) {
      fail(FileFailure.told(failure));
    } catch (IOException | IllegalArgumentException | InterruptedException failure) {
      fail(NoAnswer.why(failure));
    }
  }

  /// From now on SIGTERM, and every other end but SIGKILL, waits for `ending`.
  public void atEnd(Ending ending) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(ending), "end"));
  }

  private static void end(Ending ending) {
    try {
      ending.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// One line on stderr, with the time.
  public void log(String line) {
    System.err.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + name + ": " + line);
  }

  private void fail(String why) {
    log(why);
    System.exit(1);
  }
}
