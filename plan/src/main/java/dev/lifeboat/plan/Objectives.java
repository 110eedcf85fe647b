package dev.lifeboat.plan;

import java.time.Duration;

/// What the business tolerates for one workload. Every drill and every failover is judged by it.
///
/// @param rto longest time until users can write again, counted from the fault; above zero
/// @param rpo most acknowledged writes that may be lost, as time before the fault; zero means none
/// @param regression how many times the median of earlier passed drills a figure may be, 1 to 100
public record Objectives(Duration rto, Duration rpo, int regression) {
  /// The default: figures of a busy machine are spread by half as much.
  public static final int REGRESSION = 3;

  static final int MOST_REGRESSION = 100;

  public Objectives {
    if (!rto.isPositive()) {
      throw new IllegalArgumentException("rto must be above zero, was " + rto);
    }
    if (rpo.isNegative()) {
      throw new IllegalArgumentException("rpo must be zero or more, was " + rpo);
    }
    if (regression < 1 || regression > MOST_REGRESSION) {
      throw new IllegalArgumentException("regression must be 1 to 100, was " + regression);
    }
  }

  /// Judges the outage that a run measured. Exactly the objective still meets it.
  public Verdict judgeOutage(Outage outage) {
    return switch (outage) {
      case Outage.Measured(var span) -> judge(span, rto);
      case Outage.Unknown(_) -> Verdict.UNKNOWN;
    };
  }

  /// Judges the loss that a run measured. Exactly the objective still meets it.
  public Verdict judgeLoss(Loss loss) {
    return switch (loss) {
      case Loss.Measured(var span) -> judge(span, rpo);
      case Loss.Unknown(_) -> Verdict.UNKNOWN;
    };
  }

  private static Verdict judge(Duration span, Duration objective) {
    return span.compareTo(objective) <= 0 ? Verdict.MET : Verdict.MISSED;
  }

  /// The measured RTO: from the fault until users could write again.
  public sealed interface Outage {
    /// Seen by the canary.
    ///
    /// @param span zero or more
    record Measured(Duration span) implements Outage {
      public Measured {
        requireSpan(span);
      }
    }

    /// Not seen, so not claimed.
    ///
    /// @param why such as that the canary never saw a write succeed again
    record Unknown(String why) implements Outage {
      public Unknown {
        requireWhy(why);
      }
    }
  }

  /// The measured RPO: from the earliest lost acknowledgement to the fault. Stays unknown while the
  /// canary cannot read back what it wrote.
  public sealed interface Loss {
    /// Counted by number.
    ///
    /// @param span zero or more; zero if nothing was lost
    record Measured(Duration span) implements Loss {
      public Measured {
        requireSpan(span);
      }
    }

    /// Not counted, so not claimed.
    ///
    /// @param why such as that the recovered bucket could not be listed
    record Unknown(String why) implements Loss {
      public Unknown {
        requireWhy(why);
      }
    }
  }

  /// A measured figure beside its objective. Unknown is never read as met.
  public enum Verdict implements WordedChoice {
    MET,
    MISSED,
    UNKNOWN
  }

  private static void requireSpan(Duration span) {
    if (span.isNegative()) {
      throw new IllegalArgumentException("a measured span must be zero or more, was " + span);
    }
  }

  private static void requireWhy(String why) {
    if (why.isBlank()) {
      throw new IllegalArgumentException("what is unknown must say why");
    }
  }
}
