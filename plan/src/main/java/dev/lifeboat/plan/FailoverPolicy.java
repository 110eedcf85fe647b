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

  static final KeyType.Span COOL_DOWNS = new KeyType.Span(Duration.ZERO, Duration.ofDays(30));

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
    COOL_DOWNS.require("coolDown", coolDown);
  }

  /// The same, decided by another.
  public FailoverPolicy with(Trigger by) {
    return new FailoverPolicy(by, detect, coolDown, atMost, flapping, beyondRpo, reprotect);
  }

  /// How the loss of the primary region is noticed.
  ///
  /// @param every time from one probe to the next, 50 ms to 60 s
  /// @param failures rounds in a row that must have failed, 1 to 100
  public record Detect(Duration every, int failures) {

    static final KeyType.Span EVERY =
        new KeyType.Span(Duration.ofMillis(50), Duration.ofSeconds(60));
    static final KeyType.Whole FAILURES = new KeyType.Whole(1, 100);

    public Detect {
      EVERY.require("every", every);
      FAILURES.require("failures", failures);
    }
  }

  /// How many automatic failovers there may be before a person has to look.
  ///
  /// @param failovers 1 to 100
  /// @param in the span in which they are counted, 1 minute to 30 days
  public record AtMost(int failovers, Duration in) {
    static final KeyType.Whole FAILOVERS = new KeyType.Whole(1, 100);
    static final KeyType.Span IN = new KeyType.Span(Duration.ofMinutes(1), Duration.ofDays(30));

    public AtMost {
      FAILOVERS.require("failovers", failovers);
      IN.require("in", in);
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
    static final KeyType.Whole DIPS = new KeyType.Whole(1, 100);
    static final KeyType.Span IN = new KeyType.Span(Duration.ofSeconds(1), Duration.ofDays(1));
    static final KeyType.Span LASTING = new KeyType.Span(Duration.ZERO, Duration.ofHours(1));

    public Flapping {
      DIPS.require("dips", dips);
      IN.require("in", in);
      LASTING.require("lasting", lasting);
    }

    /// One that came back three times in ten minutes will probably come back a fourth time.
    public static Flapping standard() {
      return new Flapping(3, Duration.ofMinutes(10), Duration.ofSeconds(30));
    }
  }
}
