package dev.lifeboat.vault.postgres;

import dev.lifeboat.postgres.LogRemovedException;
import dev.lifeboat.postgres.LogStream;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.vault.DamageException;
import dev.lifeboat.vault.DatabaseLog;
import dev.lifeboat.vault.DatabaseSource;
import java.io.IOException;
import java.time.Duration;

/// The log that a vault has of a server, held against what the server has. One that was set back to
/// an older copy of itself writes another log under the same name. One thread.
record VaultedLog(PostgresSource source, DatabaseLog log) {
  static final Duration PATIENCE = Duration.ofMillis(100);

  /// The chain of a base that is taken now: the newest, or one behind it where the server does not
  /// go on from there. A standby may be behind the vault, and nothing is held against it then.
  int chain(LogStream server) throws IOException, InterruptedException {
    var newest = log.newest();
    if (newest.isEmpty()) {
      return 0;
    }
    int chain = newest.get().of().chain();
    return goesOn(newest.get().of(), server) ? chain : chain + 1;
  }

  private boolean goesOn(DatabaseSource newest, LogStream server)
      throws IOException, InterruptedException {
    int timeline = server.identity().timeline();
    if (timeline != newest.timeline()) {
      return timeline > newest.timeline();
    }
    var end = new Lsn(newest.to());
    if (server.end().filter(it -> it.compareTo(end) < 0).isPresent()) {
      return false;
    }
    try {
      if (log.last().filter(it -> it.of().sharesLog(newest)).isPresent()) {
        requireSame(server, server.reached());
      }
      return true;
    } catch (LogRemovedException unknown) {
      return true; // What it writes now is behind all that the vault has.
    } catch (LogGapException | DamageException another) {
      return false;
    }
  }

  /// Compares the last file of it, and waits for a standby that has not all of that yet.
  ///
  /// @param until what the vault has behind that is not compared
  /// @throws LogGapException when the server has another log there, or the vault has a gap
  /// @throws LogRemovedException when the server has it no more
  void requireSame(LogStream server, Lsn until) throws IOException, InterruptedException {
    var last = log.last().orElseThrow().of();
    // All of the last file: a part of it may be what a server fills files up with.
    var from = new Lsn(last.to() - 1).segmentBegin(server.segmentBytes());
    var parts = log.unbroken(last, from.value());
    if (parts.isEmpty() || parts.getLast().of().to() != last.to()) {
      throw new LogGapException("the log in the vault has a gap behind " + from);
    }
    var all = new Lsn(last.to());
    var end = until.compareTo(all) < 0 ? until : all;
    if (end.compareTo(from) > 0) {
      if (server.reached().compareTo(from) < 0) {
        throw behind();
      }
      try (var vault = new LogContent(source.vault().contents(), parts, from)) {
        compare(new LogComparison(vault, from, end), from, last.timeline());
      }
    }
  }

  private void compare(LogComparison comparison, Lsn from, int timeline)
      throws IOException, InterruptedException {
    try (var stream =
        LogStream.open(source.endpoint(), PostgresSource.NAME, PostgresSource.DEADLINE)) {
      stream.look(from, timeline);
      long heard = System.nanoTime();
      while (!comparison.isOver()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        var piece = stream.next(PATIENCE);
        if (piece.isPresent()) {
          comparison.take(piece.get());
          heard = System.nanoTime();
        } else if (System.nanoTime() - heard > PostgresSource.DEADLINE.toNanos()) {
          throw behind();
        }
      }
    }
  }

  private IOException behind() {
    return new IOException(
        "%s is behind the log that the vault has of it; follow it once it has caught up"
            .formatted(source.endpoint()));
  }
}
