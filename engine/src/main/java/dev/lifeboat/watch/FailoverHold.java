package dev.lifeboat.watch;

import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.provider.Maintenance;
import dev.lifeboat.runbook.Mode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Decides whether a failover that nobody asked for may begin now. Pure: the watch, `status` and
/// the simulator consult this same class.
///
/// The rules, of which any one suffices to hold it back:
///
/// - *maintenance*: until a pause ends or is ended; it holds back asking a person too;
/// - *cool-down*: until `coolDown` after the end of the workload's last failover, whoever began it;
/// - *at most*: while `atMost.failovers` automatic ones began within `atMost.in`;
/// - *flapping*: a primary that dipped `flapping.dips` times within `flapping.in` must be down for
///   `flapping.lasting` before it counts as lost.
///
/// A failover that a person begins is never held back.
public record FailoverHold(FailoverPolicy policy) {

  /// What the decision depends on.
  ///
  /// @param maintenance the newest pause, also one that is over
  /// @param past failovers of the workload, in any order; those of drills are not among them
  public record Facts(Optional<Maintenance> maintenance, List<PastFailover> past, Dips dips) {
    public Facts {
      past = List.copyOf(past);
    }

    /// What of it counts for a move of `mode`: a planned one that was taken back keeps the next of
    /// its kind for calmer times, and no lost region from being left.
    public Facts of(Mode mode) {
      return mode == Mode.FAILOVER
          ? new Facts(maintenance, past.stream().filter(it -> !it.undone()).toList(), dips)
          : this;
    }
  }

  /// Whether it may begin.
  public sealed interface Permission {
    record Allowed() implements Permission {}

    /// Not now.
    ///
    /// @param holds at least one
    record Held(List<Hold> holds) implements Permission {
      public Held {
        holds = List.copyOf(holds);
        if (holds.isEmpty()) {
          throw new IllegalArgumentException("what is held is held by something");
        }
      }

      /// Whether people work on it, so that nobody is to be asked either.
      public boolean paused() {
        return holds.stream().anyMatch(hold -> hold.kind() == Hold.Kind.MAINTENANCE);
      }

      /// When the last of them ends.
      public Instant until() {
        return holds.stream().map(Hold::until).max(Comparator.naturalOrder()).orElseThrow();
      }

      /// Such as `cool-down: the last failover ended less than 10 min ago`.
      public String why() {
        return String.join(
            "; ", holds.stream().map(hold -> hold.kind().word() + ": " + hold.why()).toList());
      }
    }
  }

  /// Whether a failover may begin at `now`.
  public Permission at(Instant now, Facts facts) {
    var holds = holds(now, facts);
    return holds.isEmpty() ? new Permission.Allowed() : new Permission.Held(holds);
  }

  private List<Hold> holds(Instant now, Facts facts) {
    var holds = new ArrayList<Hold>();
    maintenance(now, facts).ifPresent(holds::add);
    // A person who is asked, or acts, knows more than these rules do.
    if (policy.trigger() == FailoverPolicy.Trigger.AUTOMATIC) {
      coolDown(now, facts).ifPresent(holds::add);
      atMost(now, facts).ifPresent(holds::add);
      flapping(now, facts.dips()).ifPresent(holds::add);
    }
    return holds;
  }

  private static Optional<Hold> maintenance(Instant now, Facts facts) {
    return facts
        .maintenance()
        .filter(pause -> pause.inForce(now))
        .map(pause ->
            new Hold(
                Hold.Kind.MAINTENANCE,
                "paused by %s: %s".formatted(pause.by(), pause.reason()),
                pause.from(),
                pause.until()));
  }

  private Optional<Hold> coolDown(Instant now, Facts facts) {
    return facts.past().stream()
        .flatMap(failover -> failover.ended().stream())
        .max(Comparator.naturalOrder())
        .filter(ended -> now.isBefore(ended.plus(policy.coolDown())))
        .map(ended ->
            new Hold(
                Hold.Kind.COOL_DOWN,
                "the last failover ended less than %s ago"
                    .formatted(SpanText.of(policy.coolDown())),
                ended,
                ended.plus(policy.coolDown())));
  }

  private Optional<Hold> atMost(Instant now, Facts facts) {
    var rule = policy.atMost();
    return nth(
            rule.failovers(),
            facts.past().stream()
                .filter(PastFailover::automatic)
                .map(PastFailover::began)
                .filter(began -> began.isAfter(now.minus(rule.in())))
                .sorted()
                .toList())
        .map(counted ->
            new Hold(
                Hold.Kind.AT_MOST,
                "%d automatic failovers within %s, the plan allows %d"
                    .formatted(counted.size(), SpanText.of(rule.in()), rule.failovers()),
                counted.getLast(),
                counted.get(counted.size() - rule.failovers()).plus(rule.in())));
  }

  /// While the primary is down, the dips are counted from the moment it went down: waiting alone
  /// makes no flapping primary a steady one.
  private Optional<Hold> flapping(Instant now, Dips dips) {
    var rule = policy.flapping();
    var counted = nth(rule.dips(), dips.within(rule.in(), dips.downSince().orElse(now)));
    if (counted.isEmpty() || rule.lasting().isZero()) {
      return Optional.empty();
    }
    var ends = counted.get();
    var often = Count.of(ends.size(), "time");
    var until =
        dips.downSince()
            .map(since -> since.plus(rule.lasting()))
            .orElse(ends.get(ends.size() - rule.dips()).plus(rule.in()));
    return Optional.of(
            new Hold(
                Hold.Kind.FLAPPING,
                "down and back %s within %s, so it must stay down for %s"
                    .formatted(often, SpanText.of(rule.in()), SpanText.of(rule.lasting())),
                ends.getLast(),
                until))
        .filter(_ -> now.isBefore(until));
  }

  private static Optional<List<Instant>> nth(int least, List<Instant> found) {
    return found.size() < least ? Optional.empty() : Optional.of(found);
  }
}
