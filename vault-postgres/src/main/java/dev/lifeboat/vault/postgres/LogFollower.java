package dev.lifeboat.vault.postgres;

import dev.lifeboat.postgres.LogRemovedException;
import dev.lifeboat.postgres.LogStream;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.vault.BackupResult;
import dev.lifeboat.vault.DamageException;
import dev.lifeboat.vault.DatabaseLog;
import dev.lifeboat.vault.VaultProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Keeps the log of a server in a vault as it is written, until it is interrupted. Whatever ends
/// it, the next one goes on where the vault's log ends: the server keeps the rest in a slot. One
/// thread.
public final class LogFollower {
  /// Far more often than the server asks for them.
  private static final Duration SIGNS_OF_LIFE = Duration.ofMillis(500);

  private final PostgresSource source;
  private final String slot;
  private final Duration flush;
  private final VaultProgress progress;

  /// @param slot that keeps the server's log for this vault, and for nobody else
  /// @param flush how old what is not in the vault may become
  public LogFollower(PostgresSource source, String slot, Duration flush, VaultProgress progress) {
    if (!flush.isPositive()) {
      throw new IllegalArgumentException("flush must be above zero, was " + flush);
    }
    this.source = source;
    this.slot = slot;
    this.flush = flush;
    this.progress = progress;
  }

  /// Follows the log; where the vault has none of it, a base backup comes first.
  ///
  /// @param newBase whether one comes first in any case, also where there is a gap
  /// @param taken is told of it
  /// @throws LogGapException when the vault's log does not go on: it needs a new base
  public void follow(boolean newBase, Consumer<BackupResult> taken)
      throws IOException, InterruptedException {
    keep(newBase, taken, false);
  }

  /// The same up to where the server's log ends by now.
  ///
  /// @return up to where the vault has it
  public Lsn catchUp(boolean newBase, Consumer<BackupResult> taken)
      throws IOException, InterruptedException {
    return keep(newBase, taken, true);
  }

  /// @param once whether to end where the server's log ends by now
  private Lsn keep(boolean newBase, Consumer<BackupResult> taken, boolean once)
      throws IOException, InterruptedException {
    try (var stream =
        LogStream.open(source.endpoint(), PostgresSource.NAME, PostgresSource.DEADLINE)) {
      var server = stream.identity();
      var log = source.log(server);
      var begin = begin(log, stream, newBase, taken);
      var end = once ? Optional.of(stream.reached()) : Optional.<Lsn>empty();
      try (var keeper = source.vault().parts(log.last().map(it -> it.snapshot().id()))) {
        var sink = new LogSink(source.host(), keeper, server, begin, stream.segmentBytes());
        stream.begin(slot, begin.from(), server.timeline());
        follow(stream, sink, end);
        return sink.received();
      }
    } catch (LogRemovedException removed) {
      throw new LogGapException(
          "the server has the log no more that comes next: " + removed.getMessage(), removed);
    } catch (IOException failure) {
      if (Thread.interrupted()) {
        var interrupted = new InterruptedException("following " + source.endpoint());
        interrupted.initCause(failure);
        throw interrupted;
      }
      throw failure;
    }
  }

  private LogBegin begin(
      DatabaseLog log, LogStream stream, boolean newBase, Consumer<BackupResult> taken)
      throws IOException, InterruptedException {
    if (!newBase && goesOn(log)) {
      LogBegin.requireWhole(log);
      return behind(log, stream, stream.kept(slot));
    }
    // The slot first: from its making on the server keeps what the base needs.
    var kept = stream.reserve(slot);
    var begin = next(log, stream, kept);
    taken.accept(source.backup(stream.identity(), begin.chain(), progress));
    return begin;
  }

  /// Whether there is log, and no newer chain whose base alone was taken by one that died.
  private static boolean goesOn(DatabaseLog log) {
    return log.last().filter(it -> it.of().chain() == log.chain().orElse(0)).isPresent();
  }

  /// Behind the vault's log, or anew where that does not go on.
  private LogBegin next(DatabaseLog log, LogStream stream, Lsn kept)
      throws IOException, InterruptedException {
    if (goesOn(log)) {
      try {
        return behind(log, stream, Optional.of(kept));
      } catch (LogGapException | LogRemovedException | DamageException another) {
        // A new chain: no log of the old one leads on from the base that is taken now.
      }
    }
    return LogBegin.anew(log, kept, stream.segmentBytes());
  }

  private LogBegin behind(DatabaseLog log, LogStream stream, Optional<Lsn> kept)
      throws IOException, InterruptedException {
    var begin = LogBegin.behind(log, stream.identity().timeline(), kept, stream.end());
    try {
      new VaultedLog(source, log).requireSame(stream, begin.from());
    } catch (LogRemovedException gone) {
      // For an older release the slot kept nothing of a file that was full.
      if (!begin.kept().equals(begin.from())) {
        throw gone;
      }
    }
    return begin;
  }

  private void follow(LogStream stream, LogSink sink, Optional<Lsn> end)
      throws IOException, InterruptedException {
    long told = System.nanoTime();
    long heard = told;
    stream.confirm(sink.needed());
    while (end.filter(it -> sink.received().compareTo(it) >= 0).isEmpty()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      var piece = stream.next(VaultedLog.PATIENCE);
      if (piece.isPresent()) {
        sink.take(piece.get());
        heard = System.nanoTime();
      } else if (end.isPresent() && System.nanoTime() - heard > PostgresSource.DEADLINE.toNanos()) {
        throw new IOException("%s sends its log no more".formatted(source.endpoint()));
      }
      boolean sealed = sink.sealIfOlder(flush);
      if (sealed || System.nanoTime() - told > SIGNS_OF_LIFE.toNanos()) {
        stream.confirm(sink.needed());
        told = System.nanoTime();
      }
      progress.at("follow", sink.parts(), 0, sink.bytes());
    }
    sink.sealRest();
    stream.confirm(sink.needed());
    stream.stop();
  }
}
