package dev.lifeboat.aws.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.aws.dynamodb.MemoryDynamo;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.guard.ToldLeaseEnd;
import dev.lifeboat.guard.WorkloadGuard;
import dev.lifeboat.guard.vote.VoterClient;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.ReleaseRequest;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.lease.VoterStatus;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When a guard asks for votes: they prove a fence only for what a report says is one.
final class GuardLoopTest {
  private static final int TURNS = 4;

  @TempDir Path folder;

  private final ReleasableLogins logins = new ReleasableLogins();
  private final AtomicInteger asked = new AtomicInteger();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> attempts = new LinkedBlockingQueue<>();
  private volatile boolean silent = true;

  private void tell(GuardedState state) throws ProblemException {
    attempts.add(state.uncovered());
    if (silent) {
      throw ProblemException.passing(Code.LB2020, "the table is silent", "nothing", "wait");
    }
    // Nobody had voted when it was told first that this is no fence.
    told.add("%s after %d".formatted(state.uncovered().isEmpty() ? "fence" : "none", asked.get()));
  }

  /// Goal: an old report that calls it a fence must not stand when the first vote is granted.
  @Test
  @Tag("invariant-52")
  void a_database_that_is_not_armed_is_told_of_before_anybody_is_asked_for_a_vote()
      throws Exception {
    logins.end = new ToldLeaseEnd.NeverTold();
    var placements = new DynamoPlacements(MemoryDynamo.table(new MemoryDynamo()));
    placements.compareAndSet(Optional.empty(), Placement.first("shop", "east"));
    var place = new WorkloadGuard.Place("shop", "east");
    var voter = new GrantingVoter();
    var guard =
        new WorkloadGuard(
            place,
            Map.of("east", voter, "west", voter, "edge", voter),
            LeaseTerms.lasting(Duration.ofSeconds(60)),
            () -> Duration.ofNanos(System.nanoTime()),
            Map.of("orders", logins),
            folder);
    guard.begin();
    var loop =
        Thread.ofVirtual()
            .start(
                new GuardLoop(guard, place, placements::read, this::tell, Duration.ofSeconds(60)));
    try {
      for (int turn = 0; turn < TURNS; turn++) {
        assertThat(attempts.take()).isNotEmpty();
      }
      assertThat(asked).as("votes while nobody could be told").hasValue(0);

      silent = false;
      while (told.stream().noneMatch(it -> it.startsWith("fence"))) {
        var _ = attempts.take();
      }
      assertThat(told.getFirst()).isEqualTo("none after 0");
      assertThat(guard.isArmed()).isTrue();
    } finally {
      loop.interrupt();
      loop.join();
      guard.end();
    }
  }

  private final class GrantingVoter implements VoterClient {
    @Override
    public VoterClient within(Duration limit) {
      return this;
    }

    @Override
    public VoteReply ask(VoteRequest request) {
      asked.incrementAndGet();
      return new VoteReply.Granted(request.epoch());
    }

    @Override
    public VoteReply release(ReleaseRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public VoterStatus withhold(VoteRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public VoterStatus status(String workload) {
      throw new UnsupportedOperationException();
    }
  }
}
