package dev.lifeboat.vault.postgres;

import dev.lifeboat.postgres.LogStream;
import dev.lifeboat.postgres.Lsn;
import java.io.IOException;
import java.io.InputStream;

/// Compares what a server sends of its log with what a vault has: a server that was set back to an
/// older copy of itself writes another log at the same positions.
final class LogComparison {
  private final InputStream vault;
  private final long end;
  private long next;

  /// @param vault what that has from `begin` on
  LogComparison(InputStream vault, Lsn begin, Lsn end) {
    this.vault = vault;
    this.next = begin.value();
    this.end = end.value();
  }

  /// @throws LogGapException when it is another log
  void take(LogStream.Piece piece) throws IOException {
    if (piece.from().value() != next) {
      throw new LogGapException(
          "the server sent its log from %s on, and %s comes next"
              .formatted(piece.from(), new Lsn(next)));
    }
    var server = piece.bytes();
    while (server.hasRemaining() && !isOver()) {
      if (vault.read() != (server.get() & 0xFF)) {
        throw new LogGapException(
            "the server's log at %s is another than that in the vault".formatted(new Lsn(next)));
      }
      next++;
    }
  }

  /// Whether all of it was compared.
  boolean isOver() {
    return next == end;
  }
}
