package dev.lifeboat.aws.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.MemoryReconcilerContract;
import dev.lifeboat.aws.dynamodb.DynamoVoter;
import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.aws.dynamodb.MemoryDynamo;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.guard.GuardedState.Standing;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.Vote;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.plan.RegionPair;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;

/// [GuardFence] passes the contract: a guard in `east` held the lease, and its region fell silent.
///
/// The voters' clocks run ahead, so that no test waits for a lease.
final class GuardFenceContractTest extends MemoryReconcilerContract<Goal.Fenced> {
  private static final LeaseTerms TERMS = LeaseTerms.lasting(Duration.ofSeconds(2));
  private static final List<String> OUTSIDE = List.of("west", "arbiter");
  private static final int ASKS = 3;

  private final Map<String, MemoryDynamo> tables =
      Map.of("east", new MemoryDynamo(), "west", new MemoryDynamo(), "arbiter", new MemoryDynamo());
  private final Map<String, DynamoVoter> voters = new TreeMap<>();
  private final GuardReports reports =
      new GuardReports(MemoryDynamo.table(new MemoryDynamo()), "shop");
  private final MonotonicClock machine = MonotonicClock.ofThisMachine();
  private Duration ahead = Duration.ZERO;

  @BeforeEach
  void holdLease() throws Exception {
    tables.forEach((region, table) ->
        voters.put(region, new DynamoVoter(MemoryDynamo.table(table), TERMS, this::now)));
    for (var region : OUTSIDE) {
      var voter = voters.get(region);
      var reply = voter.ask(new VoteRequest("shop", 1, "east"));
      for (int ask = 0; ask < ASKS && !(reply instanceof VoteReply.Granted); ask++) {
        later();
        reply = voter.ask(new VoteRequest("shop", 1, "east"));
      }
      assertThat(reply).isInstanceOf(VoteReply.Granted.class);
    }
    tell("east");
    tell("west");
  }

  private synchronized Duration now() {
    return machine.now().plus(ahead);
  }

  private synchronized void later() {
    ahead = ahead.plusMinutes(1);
  }

  private void tell(String region) {
    try {
      reports.tell(region, new GuardedState("orders", Standing.OPEN, "", ""));
    } catch (ProblemException | InterruptedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  protected Goal.Fenced goal() {
    return new Goal.Fenced("orders", "east", Goal.Stop.IMMEDIATE);
  }

  @Override
  protected Reconciler<Goal.Fenced> reconciler() {
    later(); // Whoever held a lease before has lost it by now.
    return new GuardFence(
        new VoteTables(new RegionPair("east", "west"), voters),
        TERMS,
        placements,
        reports,
        Map.of(),
        new GuardPresence(
            _ -> reports.table(),
            List.of(
                new GuardPresence.Post("shop", "east", "orders"),
                new GuardPresence.Post("shop", "west", "orders")),
            _ -> {
              tell("east");
              tell("west");
            }));
  }

  @Override
  protected int changes() {
    return tables.values().stream().mapToInt(MemoryDynamo::writes).sum();
  }

  @Override
  protected void assertOneEffect() throws Exception {
    for (var region : OUTSIDE) {
      var vote = voters.get(region).status("shop").vote();
      assertThat(vote.map(Vote::holder)).as(region).isEqualTo(Optional.of("west"));
      assertThat(vote.map(Vote::epoch)).as(region).isEqualTo(Optional.of(EPOCH));
    }
    assertThat(tables.get("east").writes()).as("nothing is asked of the region").isZero();
  }

  @Override
  protected void cutOff() {
    tables.values().forEach(it -> it.silence(true));
  }

  @Override
  protected void mend() {
    tables.values().forEach(it -> it.silence(false));
  }
}
