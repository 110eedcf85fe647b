package dev.lifeboat.vault.postgres;

import dev.lifeboat.postgres.LogStream.Piece;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.vault.DatabaseSource;
import dev.lifeboat.vault.SnapshotContent;
import dev.lifeboat.vault.SnapshotEntry;
import dev.lifeboat.vault.VaultPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// Log that a base has by itself: it begins with the file in which the base begins.
///
/// @param ended by when the server had sent the last of it, by its own clock
record BaseLog(SnapshotContent content, DatabaseSource base, SnapshotEntry first, Instant ended) {
  private static final VaultPath LOG = VaultPath.of("pg_wal");

  /// Of each file that is sent the server sends a note, whose time is that, in whole seconds.
  private static final String NOTES = "pg_wal/archive_status/";

  static BaseLog of(SnapshotContent content, DatabaseSource base) throws IOException {
    var form = "pg_wal/%08X[0-9A-F]{16}".formatted(base.timeline());
    var all = content.entries(Optional.of(LOG));
    var first =
        all.stream()
            .filter(it -> it.path().toString().matches(form))
            .min(Comparator.comparing(SnapshotEntry::path))
            .orElseThrow(() -> new IOException("the base has no log of its own"));
    var ended =
        all.stream()
            .filter(it -> it.isFile() && it.path().toString().startsWith(NOTES))
            .map(it -> it.modified().plusSeconds(1))
            .max(Comparator.naturalOrder())
            .orElse(content.snapshot().ended());
    return new BaseLog(content, base, first, ended);
  }

  /// How long each file of it is.
  long segmentBytes() {
    return first.bytes();
  }

  /// Where its first file begins.
  Lsn begin() {
    return new Lsn(base.from()).segmentBegin(segmentBytes());
  }

  /// Compares the first file with what the vault has from its beginning on.
  ///
  /// @throws LogGapException when that is the log of another, such as of the same server before it
  ///   was set back
  void requireSame(InputStream vault) throws IOException {
    long end = begin().value() + segmentBytes();
    var comparison =
        new LogComparison(
            vault, begin(), new Lsn(Long.compareUnsigned(base.to(), end) < 0 ? base.to() : end));
    content.write(
        first,
        new OutputStream() {
          private long at = begin().value();

          @Override
          public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            if (!comparison.isOver()) {
              comparison.take(new Piece(new Lsn(at), ByteBuffer.wrap(bytes, from, length)));
              at += length;
            }
          }
        });
  }
}
