package dev.lifeboat.agent;

import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.guard.vote.VoterClient;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.ReleaseRequest;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.lease.Voter;
import dev.lifeboat.lease.VoterStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// A voter in this process, with a clock of the test's own, that can fall silent to all or to one.
final class OwnVoter implements VoterClient {
  private final MonotonicClock clock;
  private Voter voter;
  private boolean silent;
  private String cutOff = "";

  OwnVoter(LeaseTerms terms, MonotonicClock clock) {
    this.clock = clock;
    this.voter = new Voter(terms, Optional.empty(), false, Duration.ZERO, Duration.ZERO, 0);
  }

  synchronized void silence() {
    silent = true;
  }

  synchronized void speak() {
    silent = false;
  }

  synchronized void cutOff(String holder) {
    cutOff = holder;
  }

  @Override
  public VoterClient within(Duration limit) {
    return this;
  }

  @Override
  public synchronized VoteReply ask(VoteRequest request) throws IOException {
    if (request.holder().equals(cutOff)) {
      throw new IOException("silent to " + cutOff);
    }
    return reply(voter.answer(request, clock.now()));
  }

  @Override
  public synchronized VoteReply release(ReleaseRequest request) throws IOException {
    return reply(voter.release(request.lease(), request.why(), clock.now()));
  }

  private VoteReply reply(Voter.Turn turn) throws IOException {
    if (silent) {
      throw new IOException("silent");
    }
    voter = turn.next();
    return turn.reply();
  }

  @Override
  public VoterStatus withhold(VoteRequest request) {
    throw new UnsupportedOperationException("nobody asks for it here");
  }

  @Override
  public synchronized VoterStatus status(String workload) {
    return voter.status(clock.now());
  }
}
