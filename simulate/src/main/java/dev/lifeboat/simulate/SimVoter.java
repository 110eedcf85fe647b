package dev.lifeboat.simulate;

import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.Release;
import dev.lifeboat.lease.Vote;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.lease.Voter;
import dev.lifeboat.lease.VoterStatus;
import java.util.Optional;

/// One of the three voters: the product's [Voter] in a process that may die, with the disk that
/// outlives it.
final class SimVoter {
  final SimNetwork.Target target;
  final String name;
  private final SimWorld world;
  private final SimMachineClock clock;
  private final LeaseTerms terms;
  private Optional<Vote> disk;
  private Voter voter;

  /// @param vote granted long before the world began
  SimVoter(
      SimWorld world, SimNetwork.Target target, String name, SimMachineClock clock, Vote vote) {
    this.world = world;
    this.target = target;
    this.name = name;
    this.clock = clock;
    this.terms = world.terms;
    this.disk = Optional.of(vote);
    // As it was after its last restart, with the silence behind it.
    this.voter = Voter.restarted(disk, terms, clock.now().minus(terms.voterWait().multipliedBy(2)));
  }

  /// Called in its process.
  VoteReply answer(VoteRequest request) {
    return take(voter.answer(request, clock.now()));
  }

  VoteReply release(VoteRequest lease, Release why) {
    return take(voter.release(lease, why, clock.now()));
  }

  VoterStatus withhold(long epoch) {
    voter = voter.withheld(epoch);
    return status();
  }

  VoterStatus status() {
    return voter.status(clock.now());
  }

  private VoteReply take(Voter.Turn turn) {
    voter = turn.next();
    if (turn.store()) {
      disk = voter.vote();
      world.checker.voted(voter.vote().orElseThrow());
    }
    return turn.reply();
  }

  /// Its process was started again.
  void restarted() {
    voter = Voter.restarted(disk, terms, clock.now());
  }

  /// Its disk is lost: outside what the lease assumes.
  void forget() {
    disk = Optional.empty();
  }

  long highestEpoch() {
    return disk.map(Vote::epoch).orElse(0L);
  }
}
