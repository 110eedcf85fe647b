package dev.lifeboat.watch;

import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Replica;
import dev.lifeboat.provider.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Lag of a workload's copies.
///
/// @param furthest empty where the lag of a copy is not known, or none is copied later
/// @param alarm LB3009 while a copy is further behind than the RPO
/// @param why what was seen of each
public record CopyLag(Optional<Backlog.Behind> furthest, Optional<Problem> alarm, String why) {
  private static final String NONE = "no store is copied later";

  public static CopyLag unknown(String why) {
    return new CopyLag(Optional.empty(), Optional.empty(), why);
  }

  /// One fresh look, and what was known before.
  ///
  /// @param before what the last watch of the same primary knew
  public static CopyLag of(Workload workload, Replicas replicas, Backlog before, Instant now)
      throws InterruptedException {
    var looks = replicas.look();
    return replicas.measured() ? measured(workload, looks) : seen(workload, looks, before, now);
  }

  private static CopyLag seen(Workload workload, List<Replica> looks, Backlog before, Instant now) {
    var backlog = before.after(looks);
    var why =
        looks.stream().map(it -> it.store() + " " + it.seen()).collect(Collectors.joining("; "));
    boolean early = workload.copiedAtOnce().stream().anyMatch(backlog::isUntold);
    if (early || looks.stream().anyMatch(it -> !backlog.completeUntil().containsKey(it.store()))) {
      return unknown(why);
    }
    var alarm = RpoGuard.of(workload).alarm(backlog, now);
    return backlog
        .at(now, workload.copiedLater())
        .map(it -> new CopyLag(Optional.of(it), alarm, why))
        .orElse(unknown(NONE));
  }

  /// Each copy in a minute of its own. Where one is not known, none is called the furthest behind.
  private static CopyLag measured(Workload workload, List<Replica> looks) {
    var behind = new ArrayList<Backlog.Behind>();
    var alarms = new ArrayList<Problem>();
    var seen = new ArrayList<String>();
    looks.stream()
        .sorted(Comparator.comparing(Replica::store))
        .forEach(it -> {
          seen.add(it.store() + ": " + it.seen());
          if (it.completeUntil().isPresent() && it.measured().isPresent()) {
            var until = it.completeUntil().get();
            var at = it.measured().get();
            behind.add(new Backlog.Behind(it.store(), Duration.between(until, at), until));
            RpoGuard.of(workload)
                .alarm(Backlog.of(Map.of(it.store(), until)), at)
                .ifPresent(alarms::add);
          }
        });
    return new CopyLag(
        behind.stream()
            .filter(_ -> behind.size() == looks.size())
            .max(Comparator.comparing(Backlog.Behind::lag)),
        alarms.stream().findFirst(),
        seen.isEmpty() ? NONE : String.join("; ", seen));
  }
}
