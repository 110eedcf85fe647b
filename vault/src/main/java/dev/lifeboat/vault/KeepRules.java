package dev.lifeboat.vault;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which snapshots of one source stay: of each of the newest days, weeks and so on that have one,
/// the newest. Without a rule all stay. Days are those of UTC in which backups ended, by the clock
/// of whoever made them; weeks begin on Monday.
public final class KeepRules {
  private final Map<Span, Integer> counts;

  /// What is counted.
  public enum Span {
    /// Snapshots themselves.
    LAST,
    HOURLY,
    DAILY,
    WEEKLY,
    MONTHLY,
    YEARLY;

    /// The same for all snapshots of one span.
    private String of(Snapshot snapshot) {
      var time = LocalDateTime.ofInstant(snapshot.ended(), ZoneOffset.UTC);
      return switch (this) {
        case LAST -> snapshot.id();
        case HOURLY -> time.toLocalDate() + " " + time.getHour();
        case DAILY -> time.toLocalDate().toString();
        case WEEKLY ->
            "%d %d"
                .formatted(
                    time.get(IsoFields.WEEK_BASED_YEAR),
                    time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        case MONTHLY -> "%d %d".formatted(time.getYear(), time.getMonthValue());
        case YEARLY -> String.valueOf(time.getYear());
      };
    }
  }

  /// @param counts how many of each span, one or more
  public KeepRules(Map<Span, Integer> counts) {
    counts.forEach((span, count) -> {
      if (count < 1) {
        throw new IllegalArgumentException(
            "what is kept %s must be 1 or more, was %d".formatted(span, count));
      }
    });
    this.counts = Map.copyOf(counts);
  }

  /// Those that a trail has.
  ///
  /// @param figures of each span in their order, zero where it has no rule
  static KeepRules ofFigures(List<Long> figures) {
    var counts = new EnumMap<Span, Integer>(Span.class);
    var spans = Span.values();
    for (int i = 0; i < spans.length; i++) {
      int count = Math.toIntExact(figures.get(i));
      if (count > 0) {
        counts.put(spans[i], count);
      }
    }
    return new KeepRules(counts);
  }

  List<Long> figures() {
    return Arrays.stream(Span.values()).map(it -> (long) counts.getOrDefault(it, 0)).toList();
  }

  /// Whether there is no rule.
  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /// How many of each span are kept.
  public Map<Span, Integer> counts() {
    return counts;
  }

  /// Those that need not stay, in the order in which they are given.
  ///
  /// @param snapshots of any sources, the newest first; older releases named no machine, so theirs
  ///   stay: they may be of several
  /// @param latest what ended later did so by a wrong clock: it stays, in nobody's place
  /// @param wanted those that stay whatever the rules say, and with them the log that a base needs
  List<Snapshot> superfluous(List<Snapshot> snapshots, Instant latest, Set<String> wanted) {
    if (counts.isEmpty()) {
      return List.of();
    }
    var kept = new HashSet<String>();
    var judged =
        snapshots.stream()
            .filter(it -> !it.ended().isAfter(latest) && SourceHost.isIn(it.source()))
            .filter(it -> !DatabaseSource.isLog(it))
            .toList();
    judged.stream()
        .collect(Collectors.groupingBy(Snapshot::series))
        .values()
        .forEach(ofOne -> counts.forEach((span, count) -> keep(ofOne, span, count, kept)));
    var gone = new HashSet<>(judged);
    gone.removeIf(it -> kept.contains(it.id()));
    var stay =
        snapshots.stream().filter(it -> !gone.contains(it) || wanted.contains(it.id())).toList();
    for (var log : DatabaseLog.all(stay)) {
      gone.addAll(log.superfluous());
    }
    return snapshots.stream().filter(gone::contains).toList();
  }

  private static void keep(List<Snapshot> newestFirst, Span span, int count, Set<String> kept) {
    var spans = new HashSet<String>();
    for (var snapshot : newestFirst) {
      var of = span.of(snapshot);
      if (spans.size() < count && spans.add(of)) {
        kept.add(snapshot.id());
      }
    }
  }
}
