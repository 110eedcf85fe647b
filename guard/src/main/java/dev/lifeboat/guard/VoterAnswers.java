package dev.lifeboat.guard;

import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.problem.Code;
import dev.lifeboat.wire.EpochRefusedException;
import dev.lifeboat.wire.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What each voter said last of the epoch that a workload asks for, and the refusals that quote it.
/// Not thread-safe.
final class VoterAnswers {
  private final String workload;
  private final List<String> voters;
  private final Map<String, String> said = new TreeMap<>();

  VoterAnswers(String workload, List<String> voters) {
    this.workload = workload;
    this.voters = List.copyOf(voters);
  }

  void clear() {
    said.clear();
  }

  void answered(String voter, VoteReply reply) {
    said.put(voter, words(reply));
  }

  void silent(String voter, String why) {
    said.put(voter, "silent: " + why);
  }

  Map<String, String> words() {
    return said;
  }

  /// @param overridden whether a person gave their word, which was not enough
  RefusedException late(long epoch, boolean overridden) {
    return notInTime(
        epoch,
        overridden
            ? "and it was held by votes before, which nobody's word replaces under the same epoch"
            : "not by two of three in time");
  }

  RefusedException notInTime(long epoch, String why) {
    return notGranted(503, Code.LB2020, epoch, why);
  }

  /// @param highest epoch that a voter knows of
  RefusedException hopeless(long epoch, long highest) {
    return highest > epoch
        ? new EpochRefusedException(
            "the lease of %s under epoch %d cannot be had: %s".formatted(workload, epoch, said),
            epoch,
            highest)
        : notGranted(409, Code.LB3016, epoch, "it cannot be had any more");
  }

  private RefusedException notGranted(int status, Code code, long epoch, String why) {
    var all = new TreeMap<String, String>();
    voters.forEach(voter -> all.put(voter, said.getOrDefault(voter, "no answer yet")));
    return new RefusedException(
        status,
        code,
        "the lease of %s under epoch %d was not granted, %s: %s; nothing was changed"
            .formatted(workload, epoch, why, all));
  }

  private static String words(VoteReply reply) {
    return switch (reply) {
      case VoteReply.Granted(var epoch) -> "granted epoch " + epoch;
      case VoteReply.Ended(var epoch) -> "ended epoch " + epoch;
      case VoteReply.Refused(var highest, var holder, var why) ->
          "refused: %s (epoch %d of '%s')".formatted(why, highest, holder);
      case VoteReply.Wait(var atLeast, var why) ->
          "wait %d ms: %s".formatted(atLeast.toMillis(), why);
    };
  }
}
