package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.control.RestorePoint;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.RecoveryTarget;
import dev.lifeboat.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The point of a database's log to which it is restored.
final class TargetOptions {
  private static final String UNTOUCHED = "nothing was read or written";

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description = "What was committed by then, such as 2026-11-27T09:30:00Z.")
  private @Nullable String time;

  @Option(
      names = "--lsn",
      paramLabel = "LSN",
      description = "Of a database: up to this position of its log.")
  private @Nullable String lsn;

  @Option(
      names = "--xid",
      paramLabel = "N",
      description = "Of a database: with this transaction, and nothing behind it.")
  private @Nullable String xid;

  @Option(
      names = "--point",
      paramLabel = "NAME",
      description = "Of a database: up to a restore point (default: all of its log).")
  private @Nullable String point;

  /// The one that was named.
  Optional<RecoveryTarget> target() throws ProblemException {
    var named = new ArrayList<RecoveryTarget>();
    time(time).ifPresent(it -> named.add(new RecoveryTarget.Time(it)));
    add(named, "--lsn", lsn, it -> new RecoveryTarget.Position(Lsn.parse(it)));
    add(named, "--xid", xid, it -> new RecoveryTarget.Transaction(Long.parseUnsignedLong(it)));
    add(named, "--point", point, RecoveryTarget.Point::new);
    if (named.size() > 1) {
      throw usage("--time, --lsn, --xid and --point say where to end, and more than one is given");
    }
    return named.stream().findFirst();
  }

  /// The same, as use cases of a plan take it; the end of the log where none was.
  RestorePoint point() throws ProblemException {
    return switch (target().orElseGet(RecoveryTarget.Latest::new)) {
      case RecoveryTarget.Latest() -> new RestorePoint.Latest();
      case RecoveryTarget.Unbroken() -> new RestorePoint.Unbroken();
      case RecoveryTarget.Before(var at) -> new RestorePoint.Before(at);
      case RecoveryTarget.Time(var at) -> new RestorePoint.Time(at);
      case RecoveryTarget.Position(var at) -> new RestorePoint.Position(at.toString());
      case RecoveryTarget.Transaction(var id) -> new RestorePoint.Transaction(id);
      case RecoveryTarget.Point(var named) -> new RestorePoint.Named(named);
    };
  }

  /// Positions and transactions are counted by each server for itself.
  void requireFor(int databases) throws ProblemException {
    if (databases > 1 && (lsn != null || xid != null)) {
      throw Failures.usage(
          "%s is of one database's log, and %d are to be restored"
              .formatted(lsn == null ? "--xid" : "--lsn", databases),
          UNTOUCHED,
          "name one by --database, or the same moment of all by --time");
    }
  }

  /// Whether what was named is of a database's log alone: a folder has moments too.
  boolean areOfLog() {
    return lsn != null || xid != null || point != null;
  }

  /// Refuses a part of a database where a point of its log was named.
  ///
  /// @param database whether it is one
  /// @param only paths of it; none for all
  void requireWhole(boolean database, List<String> only) throws ProblemException {
    if (database && !only.isEmpty() && (areOfLog() || time != null)) {
      throw Failures.usage(
          "--only is a path, and a database is restored as a whole",
          UNTOUCHED,
          "leave out --only, or where to end");
    }
  }

  /// The moment that was named; null for none.
  @Nullable Instant moment() throws ProblemException {
    return time(time).orElse(null);
  }

  /// A moment that was typed.
  static Optional<Instant> time(@Nullable String typed) throws ProblemException {
    return read("--time", typed, it -> OffsetDateTime.parse(it).toInstant());
  }

  private static void add(
      List<RecoveryTarget> to,
      String option,
      @Nullable String typed,
      Function<String, RecoveryTarget> of)
      throws ProblemException {
    read(option, typed, of).ifPresent(to::add);
  }

  private static <T> Optional<T> read(String option, @Nullable String typed, Function<String, T> of)
      throws ProblemException {
    try {
      return Optional.ofNullable(typed).map(of);
    } catch (IllegalArgumentException | DateTimeException wrong) {
      throw usage("%s is '%s': %s".formatted(option, typed, wrong.getMessage()));
    }
  }

  private static ProblemException usage(String happened) {
    return Failures.usage(
        happened, UNTOUCHED, "use one, such as --time 2026-11-27T09:30:00+01:00 or --lsn 0/3A1F");
  }
}
