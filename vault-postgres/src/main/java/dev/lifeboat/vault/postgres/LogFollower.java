package dev.lifeboat.vault.postgres;

import dev.lifeboat.postgres.LogRemovedException;
import dev.lifeboat.postgres.LogStream;
import dev.lifeboat.vault.BackupResult;
import dev.lifeboat.vault.DatabaseLog;
import dev.lifeboat.vault.DatabaseLog.Part;
import dev.lifeboat.vault.DatabaseSource;
import dev.lifeboat.vault.VaultProgress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Keeps the log of a server in a vault as it is written, until it is interrupted. Whatever ends
/// it, the next one goes on where the vault's log ends: the server keeps the rest in a slot. One
/// thread.
public final class LogFollower {
  private static final Duration PATIENCE = Duration.ofMillis(100);

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
    try (var stream =
        LogStream.open(source.endpoint(), PostgresSource.NAME, PostgresSource.DEADLINE)) {
      var server = stream.identity();
      long segmentBytes = stream.segmentBytes();
      var begin = begin(stream, server, segmentBytes, newBase, taken);
      var again = begin.again().isPresent() ? content(begin.again().get()) : new byte[0];
      try (var keeper = source.vault().parts(log(server).last().map(it -> it.snapshot().id()))) {
        var sink = new LogSink(source.host(), keeper, server, begin.from(), again, segmentBytes);
        stream.begin(slot, begin.from(), server.timeline());
        follow(stream, sink);
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
      LogStream stream,
      LogStream.Identity server,
      long segmentBytes,
      boolean newBase,
      Consumer<BackupResult> taken)
      throws IOException, InterruptedException {
    var log = log(server);
    var last = log.last();
    if (!newBase && last.isPresent()) {
      return LogBegin.resumed(log, server.timeline(), stream.kept(slot), segmentBytes);
    }
    // The slot first: from its making on the server keeps what the base needs.
    var kept = stream.reserve(slot);
    taken.accept(source.backup(progress));
    boolean goesOn =
        last.map(Part::of)
            .filter(it -> it.timeline() == server.timeline())
            .filter(it -> Long.compareUnsigned(kept.value(), it.to()) <= 0)
            .isPresent();
    return goesOn ? LogBegin.behind(last.get(), segmentBytes) : LogBegin.anew(kept, segmentBytes);
  }

  private DatabaseLog log(LogStream.Identity server) throws IOException {
    var series =
        new DatabaseSource(
                source.host(), server.system(), DatabaseSource.Kind.LOG, server.timeline(), 0, 0)
            .series();
    return DatabaseLog.of(series, source.vault().snapshots().snapshots());
  }

  private byte[] content(Part part) throws IOException {
    var content = source.vault().content(Optional.of(part.snapshot().id()));
    var bytes = new ByteArrayOutputStream();
    content.write(content.entries(Optional.empty()).getFirst(), bytes);
    return bytes.toByteArray();
  }

  private void follow(LogStream stream, LogSink sink) throws IOException, InterruptedException {
    long told = System.nanoTime();
    stream.confirm(sink.durable());
    while (true) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      var piece = stream.next(PATIENCE);
      if (piece.isPresent()) {
        sink.take(piece.get());
      }
      boolean sealed = sink.sealIfOlder(flush);
      if (sealed || System.nanoTime() - told > SIGNS_OF_LIFE.toNanos()) {
        stream.confirm(sink.durable());
        told = System.nanoTime();
      }
      progress.at("follow", sink.parts(), 0, sink.bytes());
    }
  }
}
