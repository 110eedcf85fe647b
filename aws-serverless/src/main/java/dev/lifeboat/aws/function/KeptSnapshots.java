package dev.lifeboat.aws.function;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Snapshots of one instance in one region that Lifeboat made, and which of them may go. Pure.
///
/// @param snapshots in any order
record KeptSnapshots(List<Snapshot> snapshots) {

  /// One that bears Lifeboat's tag for the instance's workload.
  ///
  /// @param arn its full name
  /// @param available whether it is complete
  /// @param made when it was begun; empty while AWS does not say
  record Snapshot(String name, String arn, boolean available, Optional<Instant> made) {}

  KeptSnapshots {
    snapshots = List.copyOf(snapshots);
  }

  /// The name of the snapshot of a day, the same for whoever makes it.
  static String name(String instance, Instant now) {
    return "lifeboat-%s-%s".formatted(instance, LocalDate.ofInstant(now, ZoneOffset.UTC));
  }

  Optional<Snapshot> named(String name) {
    return snapshots.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /// The newest complete one.
  Optional<Snapshot> newest() {
    return complete().stream().max(Comparator.comparing(it -> it.made().orElseThrow()));
  }

  /// Complete ones older than `retention`, but never the newest complete one: while none is made
  /// any more the last one stays.
  List<Snapshot> expired(Instant now, Duration retention) {
    var newest = newest();
    return complete().stream()
        .filter(it -> it.made().orElseThrow().isBefore(now.minus(retention)))
        .filter(it -> !newest.equals(Optional.of(it)))
        .toList();
  }

  private List<Snapshot> complete() {
    return snapshots.stream().filter(it -> it.available() && it.made().isPresent()).toList();
  }
}
