package dev.lifeboat.cli;

import dev.lifeboat.aws.ReplicaLag;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.watch.Backlog;
import dev.lifeboat.watch.KnownBacklog;
import dev.lifeboat.watch.RpoGuard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How far the copies in the recovery region are behind, as `status` shows it.
///
/// @param store the one that is furthest behind; null when nothing is known of any
/// @param lagSeconds null when nothing is known
/// @param completeUntil RFC 3339 in UTC; null when nothing is known
/// @param alarm LB3009 with what it means; null while there is none
record ReplicaLagRow(
    @Nullable String store,
    @Nullable Double lagSeconds,
    @Nullable String completeUntil,
    @Nullable String alarm,
    String why) {

  static ReplicaLagRow unknown(String why) {
    return new ReplicaLagRow(null, null, null, null, why);
  }

  /// One fresh look, and what the last watch knew.
  ///
  /// @param region of the writer
  static ReplicaLagRow of(Lab lab, Workload workload, String region, Instant now)
      throws InterruptedException, ProblemException {
    var before =
        lab.watches()
            .backlog(workload.name())
            .filter(known -> known.region().equals(region))
            .map(KnownBacklog::backlog)
            .orElse(Backlog.unknown());
    var looks = lab.replicas(workload, region).look();
    var backlog = before.after(looks);
    var alarm = RpoGuard.of(workload).alarm(backlog, now).map(ReplicaLagRow::phrase);
    var seen = looks.stream().map(look -> look.store() + " " + look.seen()).toList();
    boolean early = workload.copiedAtOnce().stream().anyMatch(backlog::isUntold);
    if (early
        || looks.stream().anyMatch(look -> !backlog.completeUntil().containsKey(look.store()))) {
      return unknown(String.join("; ", seen));
    }
    return backlog
        .at(now, workload.copiedLater())
        .map(behind ->
            new ReplicaLagRow(
                behind.store(),
                behind.lag().toMillis() / 1e3,
                behind.completeUntil().toString(),
                alarm.orElse(null),
                String.join("; ", seen)))
        .orElseGet(() -> unknown("no store is copied later"));
  }

  /// As AWS measured it, each copy in a minute of its own. Where one is not known, none is called
  /// the furthest behind.
  ///
  /// @param lags by the names of databases and buckets
  static ReplicaLagRow of(Map<String, ReplicaLag> lags, Workload workload) {
    var measured = new TreeMap<String, ReplicaLag.Measured>();
    var seen = new ArrayList<String>();
    lags.forEach((store, lag) -> {
      seen.add(store + ": " + lag.words());
      if (lag instanceof ReplicaLag.Measured known) {
        measured.put(store, known);
      }
    });
    var alarm =
        measured.entrySet().stream()
            .flatMap(it -> alarm(workload, it.getKey(), it.getValue()).stream())
            .findFirst()
            .orElse(null);
    var why = seen.isEmpty() ? "no store is copied later" : String.join("; ", seen);
    var last = measured.entrySet().stream().max(Comparator.comparing(it -> it.getValue().lag()));
    return measured.size() < lags.size() || last.isEmpty()
        ? new ReplicaLagRow(null, null, null, alarm, why)
        : new ReplicaLagRow(
            last.get().getKey(),
            last.get().getValue().lag().toMillis() / 1e3,
            last.get().getValue().completeUntil().toString(),
            alarm,
            why);
  }

  private static Optional<String> alarm(
      Workload workload, String store, ReplicaLag.Measured measured) {
    return RpoGuard.of(workload)
        .alarm(Backlog.of(Map.of(store, measured.completeUntil())), measured.at())
        .map(ReplicaLagRow::phrase);
  }

  private static String phrase(Problem alarm) {
    return "%s %s; %s".formatted(alarm.code(), alarm.happened(), alarm.action());
  }

  Optional<String> alarmed() {
    return Optional.ofNullable(alarm);
  }

  String line() {
    return lagSeconds == null
        ? "copies: not known; " + why
        : String.format(Locale.ROOT, "copies: %s is furthest behind, %.1f s", store, lagSeconds);
  }
}
