package dev.lifeboat.plan;

import java.time.Duration;

/// When a failover begins, who decides it, and what holds one back that would be automatic.
///
/// @param beyondRpo whether a failover that would lose more than the RPO may be automatic
/// @param coolDown after a failover of the workload ended, none is automatic for this long; zero to
///   30 days
/// @param reprotect who makes the old side a replica again afterwards
public record FailoverPolicy(
    Trigger trigger,
    Detect detect,
    Duration coolDown,
    AtMost atMost,
    Flapping flapping,
    BeyondRpo beyondRpo,
    ReprotectPolicy reprotect) {

  /// The default: replicas are made again and caches are warm by then, and a person had a look.
  public static final Duration COOL_DOWN = Duration.ofMinutes(10);

  static final Duration LONGEST_COOL_DOWN = Duration.ofDays(30);

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
    if (coolDown.isNegative() || coolDown.compareTo(LONGEST_COOL_DOWN) > 0) {
      throw new IllegalArgumentException("coolDown must be 0 to 30 days, was " + coolDown);
    }
  }

  /// How the loss of the primary region is noticed.
  ///
  /// @param every time from one probe to the next, 50 ms to 60 s
  /// @param failures rounds in a row that must have failed, 1 to 100
  public record Detect(Duration every, int failures) {

    static final Duration SHORTEST = Duration.ofMillis(50);
    static final Duration LONGEST = Duration.ofSeconds(60);
    static final int MOST_FAILURES = 100;

    public Detect {
      if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("every must be 50 ms to 60 s, was " + every);
      }
      if (failures < 1 || failures > MOST_FAILURES) {
        throw new IllegalArgumentException("failures must be 1 to 100, was " + failures);
      }
    }
  }

  /// How many automatic failovers there may be before a person has to look.
  ///
  /// @param failovers 1 to 100
  /// @param in the span in which they are counted, 1 minute to 30 days
  public record AtMost(int failovers, Duration in) {
    static final Duration SHORTEST = Duration.ofMinutes(1);
    static final Duration LONGEST = Duration.ofDays(30);
    static final int MOST_FAILOVERS = 100;

    public AtMost {
      if (failovers < 1 || failovers > MOST_FAILOVERS) {
        throw new IllegalArgumentException("failovers must be 1 to 100, was " + failovers);
      }
      if (in.compareTo(SHORTEST) < 0 || in.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("in must be 1 minute to 30 days, was " + in);
      }
    }

    /// There and, should the other region be lost too, back; a third in a day is not a disaster but
    /// a fault of detection.
    public static AtMost standard() {
      return new AtMost(2, Duration.ofDays(1));
    }
  }

  /// When a primary counts as flapping, and how long one that does must stay down.
  ///
  /// @param dips times that it was down and came back by itself, 1 to 100
  /// @param in the span in which they are counted, 1 second to 1 day
  /// @param lasting how long a flapping primary must be down before it counts as lost, up to 1
  ///   hour; zero for no such rule
  public record Flapping(int dips, Duration in, Duration lasting) {
    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofDays(1);
    static final Duration LONGEST_LASTING = Duration.ofHours(1);
    static final int MOST_DIPS = 100;

    public Flapping {
      if (dips < 1 || dips > MOST_DIPS) {
        throw new IllegalArgumentException("dips must be 1 to 100, was " + dips);
      }
      if (in.compareTo(SHORTEST) < 0 || in.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("in must be 1 second to 1 day, was " + in);
      }
      if (lasting.isNegative() || lasting.compareTo(LONGEST_LASTING) > 0) {
        throw new IllegalArgumentException("lasting must be 0 to 1 hour, was " + lasting);
      }
    }

    /// One that came back three times in ten minutes will probably come back a fourth time.
    public static Flapping standard() {
      return new Flapping(3, Duration.ofMinutes(10), Duration.ofSeconds(30));
    }
  }
}
