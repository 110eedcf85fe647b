package dev.lifeboat.vault;

import dev.lifeboat.vault.DatabaseSource.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The snapshots of one database server: bases, and the log that leads on from them.
public final class DatabaseLog {
  /// A file of a server's log has at most this size.
  private static final long MOST_IN_A_FILE = 1L << 30;

  /// By what the server says: the clock of whoever made the snapshots may be any.
  private static final Comparator<Part> BY_LOG =
      Comparator.<Part>comparingInt(it -> it.of.chain())
          .thenComparingInt(it -> it.of.timeline())
          .thenComparing((one, other) -> Long.compareUnsigned(one.of.to(), other.of.to()));

  private final String series;
  private final List<Part> bases;
  private final List<Part> log;

  /// A snapshot and what it is of.
  public record Part(Snapshot snapshot, DatabaseSource of) {
    static Optional<Part> parse(Snapshot snapshot) {
      return DatabaseSource.of(snapshot).map(it -> new Part(snapshot, it));
    }
  }

  private DatabaseLog(String series, List<Part> parts) {
    this.series = series;
    Comparator<Part> order = (one, other) -> Long.compareUnsigned(one.of.from(), other.of.from());
    this.bases =
        parts.stream()
            .filter(it -> it.of.kind() == Kind.BASE)
            .sorted(BY_LOG.thenComparing(it -> it.snapshot.ended()).reversed())
            .toList();
    this.log = parts.stream().filter(it -> it.of.kind() == Kind.LOG).sorted(order).toList();
  }

  /// Those of one server.
  ///
  /// @param series as [DatabaseSource#series]
  public static DatabaseLog of(String series, List<Snapshot> snapshots) {
    return new DatabaseLog(
        series,
        snapshots.stream()
            .flatMap(it -> Part.parse(it).stream())
            .filter(it -> it.of.series().equals(series))
            .toList());
  }

  /// Those of each server.
  static List<DatabaseLog> all(List<Snapshot> snapshots) {
    return snapshots.stream()
        .flatMap(it -> DatabaseSource.of(it).stream())
        .map(DatabaseSource::series)
        .distinct()
        .sorted()
        .map(it -> of(it, snapshots))
        .toList();
  }

  /// The newest first.
  public List<Part> bases() {
    return bases;
  }

  /// Bases and log.
  List<Part> parts() {
    return Stream.concat(bases.stream(), log.stream()).toList();
  }

  /// The parts of one log that lead on from a position without a gap, in order.
  ///
  /// @param of whose log
  /// @param from a position that the first of them has
  public List<Part> unbroken(DatabaseSource of, long from) {
    var found = new ArrayList<Part>();
    long reached = from;
    for (var part : log) {
      boolean goesOn = Long.compareUnsigned(part.of.from(), reached) <= 0;
      if (part.of.sharesLog(of) && goesOn && Long.compareUnsigned(part.of.to(), reached) > 0) {
        found.add(part);
        reached = part.of.to();
      }
    }
    return found;
  }

  /// The part that reaches furthest, of the newest log.
  public Optional<Part> last() {
    return log.stream().max(BY_LOG);
  }

  /// The base or part of the log that reaches furthest, of the newest log.
  public Optional<Part> newest() {
    return Stream.concat(bases.stream(), log.stream()).max(BY_LOG);
  }

  /// The newest chain that there is; empty where nothing is.
  public OptionalInt chain() {
    return newest().stream().mapToInt(it -> it.of.chain()).max();
  }

  /// Where the log that leads on from `from` ends, though there is more of it behind a gap.
  ///
  /// @param of whose log
  /// @return where the gap begins; empty where there is none
  public Optional<Long> gap(DatabaseSource of, long from) {
    var found = unbroken(of, from);
    long reached = found.isEmpty() ? from : found.getLast().of.to();
    return log.stream()
            .filter(it -> it.of.sharesLog(of))
            .anyMatch(it -> Long.compareUnsigned(it.of.from(), reached) > 0)
        ? Optional.of(reached)
        : Optional.empty();
  }

  /// Log that no base needs: all of it was written before the file of the log in which each base of
  /// its chain began, and the vault has one of that chain or of a later one.
  List<Snapshot> superfluous() {
    return log.stream()
        .filter(part -> bases.stream().anyMatch(it -> it.of.chain() >= part.of.chain()))
        .filter(part ->
            bases.stream()
                .filter(it -> it.of.chain() == part.of.chain())
                .allMatch(it -> Long.compareUnsigned(part.of.to(), fileBegin(it.of.from())) <= 0))
        .map(Part::snapshot)
        .toList();
  }

  /// No later than that of the file which has the position: recovery begins with all of it.
  private static long fileBegin(long position) {
    return position & -MOST_IN_A_FILE;
  }

  /// Log that is missing behind the newest base. What was missing before it took nothing from it.
  Optional<VaultDamage> damage() {
    return bases.stream()
        .findFirst()
        .map(Part::of)
        .flatMap(base -> gap(base, base.from()))
        .map(at ->
            VaultDamage.of(
                "log of " + series,
                "it has a gap at %X/%X: nothing behind that can be restored without a new base"
                    .formatted(at >>> Integer.SIZE, at & 0xFFFF_FFFFL)));
  }
}
