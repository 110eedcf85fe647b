package dev.lifeboat.runbook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.lifeboat.plan.WordedChoice;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One desired state of one resource in one region. A goal says what must hold, never how.
///
/// Sealed on purpose: a new kind of goal must be handled by the runbook compiler, the engine and
/// every provider, and javac finds each of those places.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "goal")
public sealed interface Goal {
  /// The resource's name in the plan.
  String resource();

  /// The region in which the state must hold.
  String region();

  /// How an old writer is ended.
  enum Stop implements WordedChoice {
    /// What was acknowledged leaves for the replica first; refused while that is not possible.
    ORDERLY,
    /// At once; the old side may be dead or hung.
    IMMEDIATE
  }

  /// How far a replica must be.
  enum Level implements WordedChoice {
    /// Follows its source and keeps up.
    STREAMING,
    /// Holds everything that the stopped source ever acknowledged.
    COMPLETE
  }

  /// The resource takes no write in this region, not even after a restart. For traffic: no request
  /// is sent there and no late answer comes back.
  @JsonTypeName("Fenced")
  record Fenced(String resource, String region, Stop stop) implements Goal {}

  /// The resource takes writes in this region. Never pursued before the old writer is `Fenced`.
  @JsonTypeName("Promoted")
  record Promoted(String resource, String region) implements Goal {}

  /// The resource in this region follows `source`.
  ///
  /// @param source the region that holds the writer, or held it last
  @JsonTypeName("Replicating")
  record Replicating(String resource, String region, String source, Level level) implements Goal {}

  /// The resource, which is written in this region, is in a vault: a base of the present writer,
  /// and its log since.
  @JsonTypeName("Protected")
  record Protected(String resource, String region) implements Goal {}

  /// The resource stands in this region as a vault has it, recovered to the end of the log that is
  /// there, or to an earlier moment. It takes no write and follows nobody: only a promotion makes
  /// it the writer.
  ///
  /// @param before what was committed later is not there; null for all that the vault has
  @JsonTypeName("Restored")
  record Restored(
      String resource,
      String region,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant before)
      implements Goal {
    /// All that the vault has.
    public Restored(String resource, String region) {
      this(resource, region, null);
    }
  }

  /// At least `instances` healthy instances run in this region, and not many more. Of a database
  /// none: nothing of it is in use there.
  ///
  /// @param instances zero or more
  /// @param generation instances started under a lower one do not count; zero accepts any
  @JsonTypeName("Running")
  record Running(String resource, String region, int instances, long generation) implements Goal {
    public Running {
      if (instances < 0 || generation < 0) {
        throw new IllegalArgumentException(
            "instances and generation must be zero or more, were " + instances + ", " + generation);
      }
    }
  }

  /// The resource answers its readiness check in this region, so that clients can be sent there.
  @JsonTypeName("Healthy")
  record Healthy(String resource, String region) implements Goal {}

  /// The resource's instances in this region use the stores of region `stores`, and were started
  /// since they were told so.
  @JsonTypeName("Bound")
  record Bound(String resource, String region, String stores) implements Goal {}

  /// Client traffic goes to this region: all of it, and the other region is closed; or a share of
  /// it, and the other region answers the rest.
  ///
  /// @param share null for all; else met only once the region has borne its share
  @JsonTypeName("Routed")
  record Routed(
      String resource,
      String region,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Share share)
      implements Goal {
    /// All of it.
    public Routed(String resource, String region) {
      this(resource, region, null);
    }

    /// Why it was not asked for this time.
    public ProblemException notYet(String why) {
      return ProblemException.passing(
          Code.LB2005,
          "%s: %s".formatted(phrase(), why),
          "nothing was changed",
          "wait; it is asked for again");
    }
  }

  /// A part of the traffic, and what shows that a region bears it.
  ///
  /// @param percent at least so many requests of a hundred go to the region, 1 to 100
  /// @param hold how long they must have done so before the share counts as borne
  /// @param maxErrorsPerMille requests of a thousand that either region may fail meanwhile
  /// @param maxLatency one answer in twenty may take longer
  record Share(int percent, Duration hold, int maxErrorsPerMille, Duration maxLatency) {
    private static final int ALL = 100;

    public Share {
      if (percent < 1 || percent > ALL) {
        throw new IllegalArgumentException("percent must be 1 to 100, was " + percent);
      }
      if (hold.isNegative() || maxErrorsPerMille < 0 || maxLatency.isNegative()) {
        throw new IllegalArgumentException(
            "hold, maxErrorsPerMille and maxLatency must be zero or more, were %s, %d, %s"
                .formatted(hold, maxErrorsPerMille, maxLatency));
      }
    }
  }

  /// Such as `orders promoted in west`.
  default String phrase() {
    return switch (this) {
      case Fenced _ -> resource() + " fenced in " + region();
      case Promoted _ -> resource() + " promoted in " + region();
      case Replicating(_, _, var source, var level) ->
          level == Level.COMPLETE
              ? resource() + " in " + region() + " holds everything from " + source
              : resource() + " replicating from " + source + " to " + region();
      case Protected _ -> resource() + " in " + region() + " kept in its vault";
      case Restored(_, _, var before) ->
          resource()
              + " restored in "
              + region()
              + (before == null ? "" : " as it was before " + before);
      case Running(_, _, var instances, _) ->
          "%s of %s running in %s"
              .formatted(instances == 0 ? "nothing" : instances, resource(), region());
      case Healthy _ -> resource() + " ready in " + region();
      case Bound(_, _, var stores) ->
          "%s in %s bound to %s".formatted(resource(), region(), stores);
      case Routed(_, _, var share) ->
          share == null
              ? resource() + " routed to " + region()
              : "%d %% of %s routed to %s".formatted(share.percent(), resource(), region());
    };
  }

  /// The goal's type as written in JSON and in `drill --json`, whatever its class is called.
  default String type() {
    return Objects.requireNonNull(getClass().getAnnotation(JsonTypeName.class)).value();
  }
}
