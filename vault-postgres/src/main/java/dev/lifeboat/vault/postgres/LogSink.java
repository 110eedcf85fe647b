package dev.lifeboat.vault.postgres;

import dev.lifeboat.postgres.LogStream;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.vault.DatabaseSource;
import dev.lifeboat.vault.FileSink;
import dev.lifeboat.vault.PartKeeper;
import dev.lifeboat.vault.SourceHost;
import dev.lifeboat.vault.VaultPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/// Gathers a server's log into parts, and seals one when a file of it is full, when it is large, or
/// when its first byte is old. No part is of two files.
final class LogSink {
  /// More is sealed before a file of the log is full.
  private static final int MOST_BYTES = 16 << 20;

  private static final VaultPath NAME = VaultPath.of("log");
  private static final FileSink.Attributes PLAIN =
      new FileSink.Attributes(0600, 0, 0, Instant.EPOCH);

  /// The trail tells of a last part with the next one, or after so long.
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final SourceHost host;
  private final PartKeeper keeper;
  private final LogStream.Identity server;
  private final long segmentBytes;
  private final LogBegin begin;
  private final byte[] gathered;
  private int filled;
  private long received;
  private long durable;
  private long since;
  private long sealed = System.nanoTime();
  private long parts;
  private long bytes;

  LogSink(
      SourceHost host,
      PartKeeper keeper,
      LogStream.Identity server,
      LogBegin begin,
      long segmentBytes) {
    this.host = host;
    this.keeper = keeper;
    this.server = server;
    this.begin = begin;
    this.segmentBytes = segmentBytes;
    this.gathered = new byte[(int) Math.min(segmentBytes, MOST_BYTES)];
    this.received = begin.from().value();
    this.durable = received;
  }

  /// @throws LogGapException when it does not follow on what came before
  void take(LogStream.Piece piece) throws IOException, InterruptedException {
    if (piece.from().value() != received) {
      throw new LogGapException(
          "the server sent its log from %s on, and %s comes next"
              .formatted(piece.from(), new Lsn(received)));
    }
    var rest = piece.bytes();
    while (rest.hasRemaining()) {
      long room = segmentBytes - Long.remainderUnsigned(received, segmentBytes);
      int count = (int) Math.min(rest.remaining(), Math.min(room, gathered.length - filled));
      if (filled == 0) {
        since = System.nanoTime();
      }
      rest.get(gathered, filled, count);
      filled += count;
      received += count;
      if (count == room || filled == gathered.length) {
        seal();
      }
    }
  }

  /// Seals what there is once its first byte is older than that.
  ///
  /// @return whether it was
  boolean sealIfOlder(Duration age) throws IOException, InterruptedException {
    boolean old = filled > 0 && System.nanoTime() - since >= age.toNanos();
    if (old) {
      seal();
    } else if (filled == 0 && System.nanoTime() - sealed >= QUIET.toNanos()) {
      keeper.settle();
    }
    return old;
  }

  /// Seals what there is.
  void sealRest() throws IOException, InterruptedException {
    if (filled > 0) {
      seal();
    }
  }

  /// Up to where it came.
  Lsn received() {
    return new Lsn(received);
  }

  private void seal() throws IOException, InterruptedException {
    var of =
        new DatabaseSource(
            host,
            server.system(),
            DatabaseSource.Kind.LOG,
            server.timeline(),
            begin.chain(),
            durable,
            received);
    keeper.keep(to -> {
      to.file(NAME, PLAIN, new ByteArrayInputStream(gathered, 0, filled));
      return of;
    });
    sealed = System.nanoTime();
    parts++;
    bytes += filled;
    filled = 0;
    durable = received;
  }

  /// From where on the server has to keep its log: with the last file of what the vault has, which
  /// the next follower compares.
  Lsn needed() {
    var last = new Lsn(durable - 1).segmentBegin(segmentBytes);
    return last.compareTo(begin.kept()) > 0 ? last : begin.kept();
  }

  long parts() {
    return parts;
  }

  long bytes() {
    return bytes;
  }
}
