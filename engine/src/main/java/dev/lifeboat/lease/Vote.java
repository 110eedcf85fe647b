package dev.lifeboat.lease;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Memory that a voter must never lose: the highest epoch it ever granted, and to whom.
///
/// @param byVotes the highest epoch under which each region told this voter that it writes by votes
///   alone; see [VoteRequest]
public record Vote(
    String workload,
    long epoch,
    String holder,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Long> byVotes) {

  public Vote {
    require(workload, epoch, holder);
    byVotes = Collections.unmodifiableMap(new TreeMap<>(byVotes));
  }

  @JsonCreator
  static Vote read(
      String workload, long epoch, String holder, @Nullable Map<String, Long> byVotes) {
    return new Vote(workload, epoch, holder, byVotes == null ? Map.of() : byVotes);
  }

  static void require(String workload, long epoch, String holder) {
    if (workload.isBlank() || holder.isBlank()) {
      throw new IllegalArgumentException(
          "workload and holder must be named, were '%s' and '%s'".formatted(workload, holder));
    }
    if (epoch < 1) {
      throw new IllegalArgumentException("epoch must be one or more, was " + epoch);
    }
  }

  /// This vote, given to `request` instead.
  static Vote of(VoteRequest request, Map<String, Long> known) {
    var byVotes = new TreeMap<>(known);
    if (request.byVotes()) {
      byVotes.merge(request.holder(), request.epoch(), Math::max);
    }
    return new Vote(request.workload(), request.epoch(), request.holder(), byVotes);
  }

  boolean isOf(VoteRequest request) {
    return epoch == request.epoch()
        && holder.equals(request.holder())
        && workload.equals(request.workload());
  }

  /// Whether granting `request` would change nothing of this.
  boolean knows(VoteRequest request) {
    return isOf(request) && (!request.byVotes() || livesByVotes(request.holder(), request.epoch()));
  }

  /// Whether `region` is known to write under `least` or a higher epoch by votes alone.
  boolean livesByVotes(String region, long least) {
    return byVotes.getOrDefault(region, 0L) >= least;
  }
}
