package dev.lifeboat.plan;

import java.time.Duration;
import java.util.Optional;

/// When a failover begins, who decides it, and what holds one back that would be automatic.
///
/// @param beyondRpo whether a failover that would lose more than the RPO may be automatic
/// @param reprotect who makes the old side a replica again afterwards
/// @param outages what leads to a move
public record FailoverPolicy(
    Trigger trigger,
    Detect detect,
    Duration coolDown,
    AtMost atMost,
    Flapping flapping,
    BeyondRpo beyondRpo,
    ReprotectPolicy reprotect,
    OutagePolicy outages) {

  // By default replicas are made again and caches are warm by then, and a person had a look.
  /// After a failover of the workload ended, none is automatic for this long. Drills do not count.
  static final PlanKey<Duration> COOL_DOWN =
      PlanKey.span("coolDown", Duration.ZERO, Duration.ofDays(30)).or(Duration.ofMinutes(10));

  /// Who decides once the primary region counts as lost.
  public enum Trigger implements WordedChoice {
    /// The watch, if three views agree.
    AUTOMATIC,
    /// The watch prepares and asks; a person approves.
    APPROVAL,
    /// Nothing begins by itself.
    MANUAL
  }

  /// What becomes of an automatic failover while the copies are further behind than the RPO.
  public enum BeyondRpo implements WordedChoice {
    /// It waits for a person, or for the primary to come back.
    REFUSE,
    /// It begins: for this workload being back counts more than what would be lost.
    ALLOW
  }

  public FailoverPolicy {
    COOL_DOWN.require(coolDown);
  }

  /// The same, decided by another.
  public FailoverPolicy with(Trigger by) {
    return new FailoverPolicy(
        by, detect, coolDown, atMost, flapping, beyondRpo, reprotect, outages);
  }

  /// The same with users out by plan at other times.
  FailoverPolicy within(Optional<MoveWindow> maintenance) {
    return new FailoverPolicy(
        trigger,
        detect,
        coolDown,
        atMost,
        flapping,
        beyondRpo,
        reprotect,
        new OutagePolicy(outages.on(), outages.usersAfter(), maintenance));
  }

  /// How the loss of the primary region is noticed.
  public record Detect(Duration every, int failures) {
    /// Time from one probe to the next.
    static final PlanKey<Duration> EVERY =
        PlanKey.span("every", Duration.ofMillis(50), Duration.ofSeconds(60))
            .or(Duration.ofSeconds(1));

    /// Rounds in a row that must have failed.
    static final PlanKey<Integer> FAILURES = PlanKey.whole("failures", 1, 100).or(3);

    public Detect {
      EVERY.require(every);
      FAILURES.require(failures);
    }
  }

  /// How many automatic failovers there may be before a person has to look. The default: there and,
  /// should the other region be lost too, back; a third in a day is not a disaster but a fault of
  /// detection.
  public record AtMost(int failovers, Duration in) {
    /// Automatic failovers of the workload.
    static final PlanKey<Integer> FAILOVERS = PlanKey.whole("failovers", 1, 100).or(2);

    /// The span in which they are counted.
    static final PlanKey<Duration> IN =
        PlanKey.span("in", Duration.ofMinutes(1), Duration.ofDays(30)).or(Duration.ofDays(1));

    public AtMost {
      FAILOVERS.require(failovers);
      IN.require(in);
    }
  }

  /// When a primary counts as flapping, and how long one that does must stay down. The default: one
  /// that came back three times in ten minutes will probably come back a fourth time.
  public record Flapping(int dips, Duration in, Duration lasting) {
    /// Times that it was down and came back by itself.
    static final PlanKey<Integer> DIPS = PlanKey.whole("dips", 1, 100).or(3);

    /// The span in which they are counted.
    static final PlanKey<Duration> IN =
        PlanKey.span("in", Duration.ofSeconds(1), Duration.ofDays(1)).or(Duration.ofMinutes(10));

    /// How long a flapping primary must be down before a failover is automatic. 0 for no such rule.
    static final PlanKey<Duration> LASTING =
        PlanKey.span("lasting", Duration.ZERO, Duration.ofHours(1)).or(Duration.ofSeconds(30));

    public Flapping {
      DIPS.require(dips);
      IN.require(in);
      LASTING.require(lasting);
    }
  }
}
