package dev.lifeboat.vault;

import dev.lifeboat.vault.DatabaseSource.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The snapshots of one database server: bases, and the log that leads on from them.
public final class DatabaseLog {
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
            .sorted(Comparator.comparing(it -> it.snapshot.ended(), Comparator.reverseOrder()))
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

  /// The parts of the log of one timeline that lead on from a position without a gap, in order.
  ///
  /// @param from a position that the first of them has
  public List<Part> unbroken(int timeline, long from) {
    var found = new ArrayList<Part>();
    long reached = from;
    for (var part : log) {
      boolean goesOn = Long.compareUnsigned(part.of.from(), reached) <= 0;
      if (part.of.timeline() == timeline
          && goesOn
          && Long.compareUnsigned(part.of.to(), reached) > 0) {
        found.add(part);
        reached = part.of.to();
      }
    }
    return found;
  }

  /// The part that reaches furthest, on the newest timeline.
  public Optional<Part> last() {
    Comparator<Part> order = Comparator.comparingInt(it -> it.of.timeline());
    return log.stream()
        .max(order.thenComparing((one, other) -> Long.compareUnsigned(one.of.to(), other.of.to())));
  }

  /// Where the log of a timeline that leads on from `from` ends, though it has more behind a gap.
  ///
  /// @return where the gap begins; empty where there is none
  public Optional<Long> gap(int timeline, long from) {
    var found = unbroken(timeline, from);
    long reached = found.isEmpty() ? from : found.getLast().of.to();
    return log.stream()
            .filter(it -> it.of.timeline() == timeline)
            .anyMatch(it -> Long.compareUnsigned(it.of.from(), reached) > 0)
        ? Optional.of(reached)
        : Optional.empty();
  }

  /// Log that no base needs: all of it was written before each of them began.
  List<Snapshot> superfluous() {
    return log.stream()
        .filter(part ->
            !bases.isEmpty()
                && bases.stream()
                    .allMatch(it -> Long.compareUnsigned(part.of.to(), it.of.from()) <= 0))
        .map(Part::snapshot)
        .toList();
  }

  /// Log that is missing behind the newest base. What was missing before it took nothing from it.
  Optional<VaultDamage> damage() {
    return bases.stream()
        .findFirst()
        .map(Part::of)
        .flatMap(base -> gap(base.timeline(), base.from()))
        .map(at ->
            VaultDamage.of(
                "log of " + series,
                "it has a gap at %X/%X: nothing behind that can be restored without a new base"
                    .formatted(at >>> Integer.SIZE, at & 0xFFFF_FFFFL)));
  }
}
