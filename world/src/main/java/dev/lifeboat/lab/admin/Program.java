package dev.lifeboat.lab.admin;

import dev.lifeboat.wire.ApiServer;
import dev.lifeboat.wire.CallGuard;
import dev.lifeboat.wire.JsonClient;
import java.io.IOException;
import java.io.PrintStream;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The life of a lab program: one config file in, log lines on stderr, exit 1 with one line when it
/// cannot start. It ends when it is killed; whatever it must remember is durable by then.
public final class Program {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /// A program is looked at however often it is asked for the rest.
  private static final String HEALTH = "health";

  private final String name;
  private final PrintStream log;

  private Program(String name, PrintStream log) {
    this.name = name;
    this.log = log;
  }

  /// Starts the program on config files of type `C`. Returns once `body` has; its threads go on.
  public static <C> void run(String name, String[] arguments, Class<C> type, Body<C> body) {
    // Read once by the JDK's HTTP server; without it every small answer waits 40 ms for an ACK.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    var program = new Program(name, System.err);
    if (arguments.length != 1) {
      program.fail("needs one argument, the path of its config file");
      return;
    }
    try {
      body.start(ProgramJson.read(Files.readAllBytes(Path.of(arguments[0])), type), program);
    } catch (IllegalArgumentException invalid) {
      program.fail("config " + arguments[0] + ": " + invalid.getMessage());
    } catch (NoSuchFileException missing) {
      program.fail("no such file: " + missing.getFile());
    } catch (InterruptedException ended) {
      program.fail("interrupted while starting");
    } catch (IOException failure) {
      program.fail(failure.getMessage() == null ? failure.toString() : failure.getMessage());
    }
  }

  /// Answers the controller on the same machine until closed. What a web page could send is
  /// refused; every program of the machine may call.
  public static ApiServer serve(HostPort admin, ApiServer.Handler handler) throws IOException {
    var guard = CallGuard.withoutKeys(admin.host());
    var server = new ApiServer(admin.host(), admin.port(), guard, HEALTH, handler);
    server.begin();
    return server;
  }

  /// A client of [#serve] that gives up within a second: a program that does not answer by then is
  /// to be treated as gone.
  public static JsonClient client(HostPort admin) {
    return new JsonClient(admin.http(), PATIENCE);
  }

  /// Opens what needs an address, so that an occupied one is named when it fails.
  public static <T> T bind(HostPort address, Opening<T> opening) throws IOException {
    try {
      return opening.open();
    } catch (SocketException unusable) {
      throw new IOException("cannot listen on " + address + ": " + unusable.getMessage(), unusable);
    }
  }

  /// One line on stderr, with the time.
  public void log(String line) {
    log.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + name + ": " + line);
  }

  private void fail(String why) {
    log(why);
    System.exit(1);
  }

  /// What a program does with its config.
  @FunctionalInterface
  public interface Body<C> {
    void start(C config, Program program) throws IOException, InterruptedException;
  }

  /// Something that takes an address when it opens.
  @FunctionalInterface
  public interface Opening<T> {
    T open() throws IOException;
  }
}
