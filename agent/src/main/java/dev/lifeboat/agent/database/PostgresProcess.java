package dev.lifeboat.agent.database;

import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.agent.process.LivingProcess;
import dev.lifeboat.agent.process.ProcessRecord;
import dev.lifeboat.agent.process.Signal;
import dev.lifeboat.agent.process.Spawner;
import dev.lifeboat.agent.state.AssignmentRequest.Stop;
import dev.lifeboat.agent.unit.Host;
import dev.lifeboat.agent.unit.LogTail;
import dev.lifeboat.postgres.Server;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.problem.Code;
import dev.lifeboat.wire.RefusedException;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The processes of one server: start, stop, find again. Decides nothing. The database's lock must
/// be held by whoever starts or stops.
final class PostgresProcess {
  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);
  private static final Duration QUIT_LIMIT = Duration.ofSeconds(1);
  private static final Duration LOOK_EVERY = Duration.ofMillis(5);
  private static final long TOOL_SECONDS = 5;

  private final DatabaseConfig config;
  private final Host host;
  private final Logins logins;
  private final Server server;
  private volatile @Nullable ProcessRecord postmaster;
  private long wordsFrom;

  PostgresProcess(DatabaseConfig config, Host host, Logins logins) {
    this.config = config;
    this.host = host;
    this.logins = logins;
    this.server = new Server(logins.serverConfig(config.place().data()));
  }

  Server server() {
    return server;
  }

  /// Takes over a server that an earlier agent had started, also if that died before it could write
  /// the record.
  void adopt() throws IOException, InterruptedException {
    wordsFrom = LogTail.end(host.spawner().logOf(config.name()));
    postmaster = host.records().read(config.name()).orElse(null);
    if (living().isEmpty()) {
      settle(List.of());
    }
  }

  /// The postmaster's pid while it lives; a frozen one lives.
  Optional<Long> living() {
    return Optional.ofNullable(postmaster).filter(ProcessRecord::alive).map(ProcessRecord::pid);
  }

  /// The record of a postmaster that ended without having been asked to; forgotten by this call.
  Optional<ProcessRecord> takeDeath() throws IOException {
    var record = postmaster;
    if (record == null || record.alive()) {
      return Optional.empty();
    }
    forget();
    return Optional.of(record);
  }

  boolean frozen() throws IOException, InterruptedException {
    var pid = living();
    return pid.isPresent()
        && host.table().processesIn(config.place().data()).stream()
            .anyMatch(process -> process.pid() == pid.get() && process.frozen());
  }

  /// Clears the data directory of processes, lets `prepare` decide what the server shall be, and
  /// starts it. Returns as soon as the process exists.
  void start(Preparation prepare) throws IOException, InterruptedException {
    clear();
    prepare.apply(server);
    wordsFrom = LogTail.end(host.spawner().logOf(config.name()));
    var line = server.command();
    postmaster =
        host.spawner()
            .spawn(new Spawner.Command(config.name(), line, Map.of(), List.of(), Path.of("/"), 0));
  }

  /// Waits until the server answers SQL.
  ///
  /// @return an open session as superuser; the caller closes it
  /// @throws RefusedException if it ended, with its last words, or did not answer in time
  Session awaitAnswer(Duration limit) throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    String last = "";
    while (System.nanoTime() < end) {
      if (living().isEmpty()) {
        throw new RefusedException(
            503, Code.LB5003, config.name() + " ended at once: " + lastWords());
      }
      // Asked in short attempts: one that a starting server took and left unanswered must not cost
      // all of the limit.
      try (var look = logins.openToAwait()) {
        look.inRecovery();
        var session = logins.openToChange();
        settle(server.command());
        return session;
      } catch (SQLException notYet) {
        last = SqlFailure.told(notYet);
      }
      Thread.sleep(LOOK_EVERY);
    }
    throw new RefusedException(
        503,
        Code.LB5003,
        "%s did not answer within %d ms: %s"
            .formatted(config.name(), limit.toMillis(), last.lines().findFirst().orElse("")));
  }

  /// Stops the server and clears its data directory; fine if nothing runs.
  ///
  /// @throws RefusedException if an orderly stop did not end in time. It was asked for and may end
  ///   later; nothing was forced.
  void stop(Stop how, Duration limit) throws IOException, InterruptedException {
    var pid = living();
    if (pid.isPresent()) {
      switch (how) {
        case ORDERLY -> {
          host.table().kill(Signal.INT, List.of(pid.get()));
          if (!isEnded(limit)) {
            throw new RefusedException(
                503,
                Code.LB4003,
                "%s did not stop in an orderly way within %d ms, and was not forced: %s"
                    .formatted(config.name(), limit.toMillis(), lastWords()));
          }
        }
        case IMMEDIATE -> {
          host.table().kill(Signal.QUIT, List.of(pid.get()));
          // What does not end by itself, such as a frozen server, is killed by clear().
          var _ = isEnded(QUIT_LIMIT);
        }
      }
    }
    clear();
    forget();
  }

  /// Ends every process of the data directory, then removes what marks the server as running. Back
  /// ends of a killed postmaster would commit on, beside the new server or instead of it.
  void clear() throws IOException, InterruptedException {
    host.table().killAllIn(config.place().data(), KILL_LIMIT);
    // Only now that nothing lives there: a reused pid in the file would stop the next start.
    var segment = server.sharedMemorySegment();
    if (segment.isPresent()) {
      removeSegment(segment.getAsInt());
    }
    Files.deleteIfExists(config.place().data().resolve("postmaster.pid"));
  }

  String lastWords() {
    return LogTail.lastLine(host.spawner().logOf(config.name()));
  }

  /// Of the newest start, while nothing lives.
  StartFailure startFailure() {
    return new StartFailure(LogTail.lines(host.spawner().logOf(config.name()), wordsFrom));
  }

  /// Records the pid that the server itself tells, if it is another than that of the process that
  /// was started: some launchers stay as its parent.
  private void settle(List<String> command) throws IOException, InterruptedException {
    var told = server.postmaster();
    if (told.isEmpty() || living().filter(pid -> pid == told.getAsLong()).isPresent()) {
      return;
    }
    var pids =
        host.table().processesIn(config.place().data()).stream().map(LivingProcess::pid).toList();
    if (pids.contains(told.getAsLong())) {
      postmaster = host.spawner().record(config.name(), told.getAsLong(), command);
    }
  }

  private boolean isEnded(Duration limit) throws InterruptedException {
    return new Wait(limit, LOOK_EVERY).until(() -> living().isEmpty());
  }

  private void forget() throws IOException {
    postmaster = null;
    host.records().remove(config.name());
  }

  /// A server that was killed leaves its System V segment behind. If it is gone, or not ours to
  /// remove, the next server makes a new one.
  private static void removeSegment(int segment) throws IOException, InterruptedException {
    var tool =
        new ProcessBuilder("sh", "-c", "ipcrm -m " + segment + " 2>/dev/null")
            .redirectErrorStream(true)
            .start();
    tool.getOutputStream().close();
    if (!tool.waitFor(TOOL_SECONDS, TimeUnit.SECONDS)) {
      tool.destroyForcibly();
    }
  }

  /// Writes the files that decide what a server is when it starts.
  interface Preparation {
    void apply(Server server) throws IOException;
  }
}
