package dev.lifeboat.guard;

import dev.lifeboat.postgres.Lsn;
import java.util.regex.Pattern;

/// A place in the log of a database, of whichever kind its server is.
sealed interface LogPosition {
  /// Of PostgreSQL's write-ahead log, as `0/3000060`.
  record Wal(Lsn lsn) implements LogPosition {
    @Override
    public boolean isAtLeast(LogPosition other) {
      return other instanceof Wal(var than) && lsn.compareTo(than) >= 0;
    }
  }

  /// Of MySQL's binary log, as `mysql-bin.000003:1547`: the writer's file, and a byte in it.
  ///
  /// @param name which the writer gives all its files
  record Binlog(String name, long file, long offset) implements LogPosition {
    private static final Pattern TEXT = Pattern.compile("(.+)\\.(\\d{1,18}):(\\d{1,18})");

    @Override
    public boolean isAtLeast(LogPosition other) {
      return other instanceof Binlog than
          && name.equals(than.name)
          && (file > than.file || (file == than.file && offset >= than.offset));
    }
  }

  /// Whether it is `other` or beyond it; not for one of another kind or of another log.
  boolean isAtLeast(LogPosition other);

  /// Reads one of either kind.
  ///
  /// @throws IllegalArgumentException when `text` is neither
  static LogPosition parse(String text) {
    var binlog = Binlog.TEXT.matcher(text);
    return binlog.matches()
        ? new Binlog(
            binlog.group(1), Long.parseLong(binlog.group(2)), Long.parseLong(binlog.group(3)))
        : new Wal(Lsn.parse(text));
  }
}
