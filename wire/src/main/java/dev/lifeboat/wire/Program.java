package dev.lifeboat.wire;

import dev.lifeboat.problem.FileFailure;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The life of a process of ours: one config file in, log lines on stderr, one line and a status
/// when it cannot start. What it must remember is durable whenever it is killed.
///
/// @param name such as `agent`, which each of its lines begins with
public record Program(String name) {
  private static final int CANNOT_START = 1;

  /// How a config is read, in whose exceptions stands what is wrong with it.
  @FunctionalInterface
  public interface Reader<C> {
    C of(Path file) throws IOException;
  }

  /// What a program does with its config.
  @FunctionalInterface
  public interface Body<C> {
    void start(C config) throws IOException, InterruptedException;
  }

  /// What is done before SIGTERM ends it.
  @FunctionalInterface
  public interface Ending {
    void run() throws InterruptedException;
  }

  /// Runs the program. Returns once `body` has; its threads go on.
  public void run(String[] arguments, Body<Path> body) {
    run(arguments, CANNOT_START, file -> file, body);
  }

  /// The same, of a program that tells a wrong config from all else that keeps it from starting.
  ///
  /// @param wrongConfigStatus the status with which it ends when `reader` refuses its config
  public <C> void run(String[] arguments, int wrongConfigStatus, Reader<C> reader, Body<C> body) {
    answerAtOnce();
    if (arguments.length != 1) {
      fail(wrongConfigStatus, "needs one argument, the path of its config file");
      return;
    }
    int status = wrongConfigStatus;
    try {
      var config = reader.of(Path.of(arguments[0]));
      status = CANNOT_START;
      body.start(config);
    } catch (FileSystemException failure) {
      fail(status, FileFailure.told(failure));
    } catch (IOException | IllegalArgumentException | InterruptedException failure) {
      fail(status, NoAnswer.why(failure));
    }
  }

  /// Without it every small answer of the JDK's HTTP server, which reads it once, waits 40 ms for
  /// an acknowledgement.
  public static void answerAtOnce() {
    System.setProperty("sun.net.httpserver.nodelay", "true");
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

  private void fail(int status, String why) {
    log(why);
    System.exit(status);
  }
}
