package dev.lifeboat.watch;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Whether the copies are further behind than the workload may lose, and what that forbids. Pure.
///
/// @param workload its name
/// @param stores whose acknowledged writes are copied later
/// @param waiting stores whose clients wait for the copy, unless a look saw that they did not
/// @param rpo most that may be lost
/// @param policy whether a failover that would lose more may be automatic
public record RpoGuard(
    String workload,
    List<String> stores,
    List<String> waiting,
    Duration rpo,
    FailoverPolicy.BeyondRpo policy) {

  /// Looks come once a second and take up to as long: less than this is no backlog that anybody
  /// could have seen.
  public static final Duration RESOLUTION = Duration.ofSeconds(2);

  public RpoGuard {
    stores = List.copyOf(stores);
    waiting = List.copyOf(waiting);
  }

  public static RpoGuard of(Workload workload) {
    return new RpoGuard(
        workload.name(),
        workload.copiedLater(),
        workload.copiedAtOnce(),
        workload.objectives().rpo(),
        workload.failover().beyondRpo());
  }

  /// The alarm while the copies are further behind than the RPO at `now`: LB3009; else empty.
  public Optional<Problem> alarm(Backlog backlog, Instant now) {
    return beyond(backlog, now)
        .map(behind ->
            Problem.passing(
                Code.LB3009,
                phrase(behind) + " behind",
                "a failover now would lose that much of '%s', its rpo is %s%s"
                    .formatted(workload, SpanText.seconds(rpo, 1), consequence()),
                "mend the replication to the recovery region; see 'lifeboat status'"));
  }

  /// Why no failover may be automatic for a primary that is down since `since`: LB3009 when it
  /// would lose more than the RPO and the plan does not allow that, and, whatever the plan allows,
  /// when nobody ever saw a copy complete or clients of a synchronous store did not wait; else
  /// empty.
  public Optional<Problem> refusal(Backlog backlog, Instant since) {
    var unknown =
        stores.stream().filter(store -> !backlog.completeUntil().containsKey(store)).findFirst();
    if (unknown.isPresent()) {
      return unknown.map(it ->
          losesUnknown("the copy of '%s' in the recovery region was never seen complete", it));
    }
    var early = waiting.stream().filter(backlog::isUntold).findFirst();
    if (early.isPresent()) {
      return early.map(it ->
          losesUnknown(
              "clients of '%s' were answered before the recovery region had what they wrote", it));
    }
    return policy == FailoverPolicy.BeyondRpo.ALLOW
        ? Optional.empty()
        : beyond(backlog, since).map(this::loses);
  }

  private Optional<Backlog.Behind> beyond(Backlog backlog, Instant moment) {
    var most = rpo.compareTo(RESOLUTION) < 0 ? RESOLUTION : rpo;
    return backlog.at(moment, stores).filter(behind -> behind.lag().compareTo(most) > 0);
  }

  private Problem loses(Backlog.Behind behind) {
    return Problem.lasting(
        Code.LB3009,
        phrase(behind) + " behind when the primary was lost",
        "an automatic failover of '%s' would lose that much, its rpo is %s; nothing was changed"
            .formatted(workload, SpanText.seconds(rpo, 1)),
        "bring the primary back, or accept the loss by hand with 'lifeboat failover'");
  }

  /// @param seen with a place for the store
  private Problem losesUnknown(String seen, String store) {
    return Problem.lasting(
        Code.LB3009,
        seen.formatted(store),
        "how much an automatic failover of '%s' would lose is not known; nothing was changed"
            .formatted(workload),
        "bring the primary back, or look at what is at risk: 'lifeboat failover --dry-run'");
  }

  private String consequence() {
    return switch (policy) {
      case REFUSE -> "; until it has caught up, none is automatic";
      case ALLOW -> "; the plan allows that";
    };
  }

  private String phrase(Backlog.Behind behind) {
    return "the copy of '%s' in the recovery region is complete until %s, %s"
        .formatted(behind.store(), behind.completeUntil(), SpanText.seconds(behind.lag(), 1));
  }
}
