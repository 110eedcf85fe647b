package dev.lifeboat.guard.vote;

import dev.lifeboat.files.JsonFile;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.ReleaseRequest;
import dev.lifeboat.lease.Vote;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.lease.Voter;
import dev.lifeboat.lease.VoterStatus;
import dev.lifeboat.problem.Code;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// This agent's votes, one voter a workload of its plan, each with a file
/// `<folder>/<workload>.json` of the highest epoch it granted. Thread-safe; a request waits for the
/// one before it on the same workload, and for no other.
public final class Votes {
  private final LeaseTerms terms;
  private final MonotonicClock clock;
  private final Duration begun;
  private final Map<String, Seat> seats = new TreeMap<>();

  /// Voters that all restart now.
  public Votes(Path folder, Collection<String> workloads, LeaseTerms terms, MonotonicClock clock) {
    this.terms = terms;
    this.clock = clock;
    this.begun = clock.now();
    for (var workload : workloads) {
      seats.put(workload, new Seat(folder.resolve(workload + ".json")));
    }
  }

  /// Answers; a vote is durable before it is returned.
  ///
  /// @param most how far above the highest epoch known here a request may be, see [EpochBound]
  /// @throws IOException if it cannot be made durable: then nothing was granted
  public VoteReply answer(VoteRequest request, EpochBound most) throws IOException {
    return seat(request.workload()).answer(request, most);
  }

  /// Ends a lease before its time, see [dev.lifeboat.lease.Release].
  public VoteReply release(ReleaseRequest request) throws IOException {
    return seat(request.lease().workload()).release(request);
  }

  /// Renews nothing below the request's epoch from now on, see [Voter#withheld].
  public VoterStatus withhold(VoteRequest request) throws IOException {
    return seat(request.workload()).withhold(request);
  }

  /// What was granted last; asking changes nothing.
  public VoterStatus status(String workload) throws IOException {
    return seat(workload).status();
  }

  private Seat seat(String workload) throws RefusedException {
    var seat = seats.get(workload);
    if (seat == null) {
      throw new RefusedException(
          404, Code.LB1007, "the plan has no workload '" + workload + "' to vote on");
    }
    return seat;
  }

  /// The voter of one workload.
  private final class Seat {
    private final JsonFile<Vote> file;
    private @Nullable Voter voter;

    Seat(Path file) {
      this.file = new JsonFile<>(file, Vote.class, "does not hold a vote; it was left as it is");
    }

    synchronized VoteReply answer(VoteRequest request, EpochBound most) throws IOException {
      var now = voter();
      var beyond = most.refusal(request, now.vote());
      return beyond.isPresent() ? beyond.get() : take(now.answer(request, clock.now()));
    }

    synchronized VoteReply release(ReleaseRequest request) throws IOException {
      return take(voter().release(request.lease(), request.why(), clock.now()));
    }

    synchronized VoterStatus withhold(VoteRequest request) throws IOException {
      var next = voter().withheld(request.epoch());
      voter = next;
      return next.status(clock.now());
    }

    synchronized VoterStatus status() throws IOException {
      return voter().status(clock.now());
    }

    private VoteReply take(Voter.Turn turn) throws IOException {
      if (turn.store()) {
        file.write(turn.next().vote().orElseThrow());
      }
      voter = turn.next();
      return turn.reply();
    }

    /// Read when it is first asked for, so that a damaged vote keeps no other one from being given.
    private Voter voter() throws IOException {
      var known = voter;
      if (known == null) {
        known = Voter.restarted(file.read(), terms, begun);
        voter = known;
      }
      return known;
    }
  }
}
