package dev.lifeboat.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.guard.vote.VoterClient;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.ReleaseRequest;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.lease.Voter;
import dev.lifeboat.lease.VoterStatus;
import dev.lifeboat.wire.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lease with its three voters, on the machine's clock.
class LeaseGuardTest {
  private static final LeaseTerms TERMS = LeaseTerms.lasting(Duration.ofSeconds(60));
  private static final MonotonicClock CLOCK = () -> Duration.ofNanos(System.nanoTime());

  @TempDir Path folder;

  private final Map<String, LocalVoter> voters = new LinkedHashMap<>();
  private LeaseGuard lease;

  @BeforeEach
  void hold() throws Exception {
    for (var name : List.of("east", "west", "edge")) {
      voters.put(name, new LocalVoter());
    }
    var kept =
        new WorkloadLease(
            "shop",
            "east",
            List.copyOf(voters.keySet()),
            TERMS,
            CLOCK,
            folder.resolve("shop.json"));
    lease = new LeaseGuard(kept, Map.copyOf(voters), List.of(), CLOCK);
    lease.begin();
    assertThat(lease.acquire(1, Duration.ofSeconds(20), Optional.empty()).held()).isTrue();
  }

  @AfterEach
  void end() throws Exception {
    lease.end();
  }

  /// A voter that knows lets another region write at once.
  @Test
  void no_voter_hears_of_a_handing_back_while_a_gateway_writes() throws Exception {
    assertThat(ask(1, false)).isPositive();
    var handingBack = new FutureTask<>(() -> lease.handBack(1));
    var thread = Thread.ofPlatform().start(handingBack);
    try {
      Await.until("it is held no longer", () -> !lease.state().held());
      // Either it waits, or it has told the voters and is done.
      Await.until(
          "it waits or is done",
          () ->
              thread.getState() == Thread.State.TIMED_WAITING
                  || voters.values().stream().noneMatch(LocalVoter::isBound));

      assertThat(ask(2, true)).isZero();
      assertThat(voters.values()).allMatch(LocalVoter::isBound);
      assertThat(handingBack.isDone()).isFalse();

      assertThat(ask(3, false)).isZero();
      assertThat(handingBack.get())
          .isEqualTo(new LeaseReturn("shop", 1, List.of("east", "edge", "west")));
      assertThat(voters.values()).noneMatch(LocalVoter::isBound);
    } finally {
      thread.join();
    }
  }

  private long ask(long at, boolean writing) throws Exception {
    return lease.pass(new PassRequest("images", at, writing)).leftMillis();
  }

  /// The product's voter, without a disk.
  private static final class LocalVoter implements VoterClient {
    private Voter voter = new Voter(TERMS, Optional.empty(), false, CLOCK.now(), CLOCK.now(), 0);

    @Override
    public VoterClient within(Duration limit) {
      return this;
    }

    @Override
    public synchronized VoteReply ask(VoteRequest request) {
      return take(voter.answer(request, CLOCK.now()));
    }

    @Override
    public synchronized VoteReply release(ReleaseRequest request) {
      return take(voter.release(request.lease(), request.why(), CLOCK.now()));
    }

    @Override
    public synchronized VoterStatus withhold(VoteRequest request) {
      voter = voter.withheld(request.epoch());
      return status(request.workload());
    }

    @Override
    public synchronized VoterStatus status(String workload) {
      return voter.status(CLOCK.now());
    }

    private VoteReply take(Voter.Turn turn) {
      voter = turn.next();
      return turn.reply();
    }

    synchronized boolean isBound() {
      return voter.status(CLOCK.now()).bound();
    }
  }
}
