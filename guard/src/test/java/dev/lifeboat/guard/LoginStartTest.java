package dev.lifeboat.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.guard.GuardedState.Standing;
import dev.lifeboat.guard.audit.AuditTrail;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.wire.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a guard does first, by what it finds at its server.
class LoginStartTest {
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir Path folder;

  private final MemoryLogins logins = new MemoryLogins();
  private WorkloadLease lease;
  private LoginRightsLoop loop;

  @BeforeEach
  void create() throws IOException {
    lease =
        new WorkloadLease(
            "shop",
            "east",
            List.of("east", "west", "edge"),
            LeaseTerms.lasting(Duration.ofSeconds(60)),
            () -> Duration.ofNanos(System.nanoTime()),
            folder.resolve("shop.json"));
    loop = new LoginRightsLoop("orders", logins, lease);
  }

  @AfterEach
  void end() throws InterruptedException {
    loop.end();
  }

  private void turns() throws Exception {
    int before = logins.looks;
    Await.until("it had two more turns", () -> logins.looks >= before + 3);
  }

  /// By the votes of two.
  private void hold(long epoch) throws Exception {
    var voting =
        Thread.ofVirtual()
            .start(() -> {
              try {
                var request = lease.awaitRequest();
                var now = Duration.ofNanos(System.nanoTime());
                for (var voter : List.of("east", "edge")) {
                  lease.answered(voter, request, now, new VoteReply.Granted(epoch));
                }
              } catch (InterruptedException | IOException failed) {
                Thread.currentThread().interrupt();
              }
            });
    lease.acquire(epoch, LONG, Optional.empty());
    voting.join();
  }

  private GuardedState seen() {
    return loop.seen().orElseThrow();
  }

  @Test
  @Tag("invariant-51")
  void a_server_that_was_never_told_is_left_alone_until_the_lease_is_held() throws Exception {
    loop.begin();
    turns();

    assertThat(logins.done).isEmpty();
    assertThat(loop.controls()).isTrue();
    assertThat(loop.isArmed()).isFalse();
    assertThat(seen().standing()).isEqualTo(Standing.OPEN);
    assertThat(seen().uncovered()).as("the lease's end is no fence yet").isNotEmpty();

    hold(1);
    Await.until("it is armed", loop::isArmed);
    Await.until("it is covered", () -> seen().uncovered().isEmpty());

    assertThat(logins.done).startsWith("arm", "cover", "admit").doesNotContain("shut");
  }

  @Test
  void what_could_not_be_covered_is_told_before_the_lease_is_asked_for() throws Exception {
    logins.uncoverable = "public.of_others";
    loop.begin();
    turns();

    assertThat(loop.controls()).isFalse();
    assertThat(seen().uncovered()).isEqualTo("public.of_others");
    assertThat(logins.done).isEmpty();
  }

  @Test
  @Tag("invariant-51")
  void what_a_guard_before_told_stands_until_its_end() throws Exception {
    logins.end = new ToldLeaseEnd.Ahead(LONG);
    loop.begin();
    turns();

    assertThat(logins.done).contains("cover").doesNotContain("shut", "admit");
    assertThat(loop.controls()).isTrue();
    assertThat(loop.isArmed()).isTrue();

    logins.end = new ToldLeaseEnd.Over();
    Await.until("it is closed", () -> seen().standing() == Standing.CLOSED);
  }

  @Test
  void what_was_told_ahead_goes_on_once_the_lease_is_held() throws Exception {
    logins.end = new ToldLeaseEnd.Ahead(LONG);
    loop.begin();
    turns();

    hold(1);
    Await.until("it is told", () -> logins.done.contains("admit"));

    assertThat(logins.done).doesNotContain("shut");
  }

  /// Goal: what another region's guard told it is nobody's right to write here.
  @Test
  @Tag("invariant-51")
  void a_replica_that_is_promoted_is_closed_whatever_it_was_told_before() throws Exception {
    logins.end = new ToldLeaseEnd.Ahead(LONG);
    logins.replica = true;
    loop.begin();
    turns();

    logins.replica = false;
    Await.until("it is closed", () -> seen().standing() == Standing.CLOSED);
  }

  @Test
  @Tag("invariant-51")
  void a_lease_that_was_handed_back_leaves_nothing_of_what_was_told_ahead() throws Exception {
    logins.end = new ToldLeaseEnd.Ahead(LONG);
    hold(1);
    loop.begin();
    Await.until("it is told", () -> logins.done.contains("admit"));

    lease.handBack(1);
    Await.until("it is closed", () -> seen().standing() == Standing.CLOSED);
  }

  /// Goal: of two guards in a region the one that has no lease ends no session that the other one
  /// let in. Method: the server is told ahead again after this guard closed it, which no replica
  /// and no guard of before does.
  @Test
  @Tag("invariant-51")
  void what_another_guard_opens_after_this_one_closed_it_stays_open() throws Exception {
    logins.replica = true;
    loop.begin();
    turns();
    logins.end = new ToldLeaseEnd.Ahead(LONG);
    logins.replica = false;
    Await.until("it is closed", () -> seen().standing() == Standing.CLOSED);

    Await.until(
        "it is seen open",
        () -> {
          logins.end = new ToldLeaseEnd.Ahead(LONG); // The turn of the closing may come after it.
          return seen().standing() == Standing.OPEN;
        });
    int shut = times("shut");
    turns();

    assertThat(times("shut")).isEqualTo(shut);
    assertThat(logins.done).doesNotContain("admit");
  }

  /// Goal: the same of one that comes back with a lease that ended while it was away.
  @Test
  @Tag("invariant-51")
  void a_guard_that_was_away_for_an_epoch_leaves_open_what_another_one_told() throws Exception {
    hold(1);
    lease.handBack(1);
    assertThat(lease.hasEnded()).isTrue();
    logins.end = new ToldLeaseEnd.Ahead(LONG);
    loop.begin();
    turns();

    assertThat(logins.done).doesNotContain("shut", "admit");
    assertThat(loop.controls()).as("it may ask for the next one").isTrue();
  }

  private int times(String what) {
    return (int) logins.done.stream().filter(what::equals).count();
  }

  @Test
  void a_server_that_a_person_released_is_left_alone_with_the_lease_and_without() throws Exception {
    logins.end = new ToldLeaseEnd.Released();
    loop.begin();
    turns();
    hold(1);
    turns();
    loop.close();

    assertThat(logins.done).as("a turn before may have closed them").containsOnly("let in");
    assertThat(loop.controls()).isFalse();
    assertThat(seen().uncovered()).contains("released");
  }

  @Test
  void a_guard_that_ends_closes_nothing() throws Exception {
    hold(1);
    loop.begin();
    Await.until("it is told", () -> logins.done.contains("admit"));

    loop.end();

    assertThat(logins.done).doesNotContain("shut");
  }

  /// A server in memory, with what was done to it.
  private static final class MemoryLogins implements GuardedLogins {
    private final List<String> done = new CopyOnWriteArrayList<>();
    private volatile ToldLeaseEnd end = new ToldLeaseEnd.NeverTold();
    private volatile String uncoverable = "";
    private volatile boolean replica;
    private volatile int looks;

    @Override
    public String login() {
      return "guard";
    }

    @Override
    public Optional<Replica> replica() {
      looks++;
      return replica ? Optional.of(new Replica(true, "0/1")) : Optional.empty();
    }

    @Override
    public ToldLeaseEnd leaseEnd() {
      return end;
    }

    @Override
    public String uncoverable() {
      return uncoverable;
    }

    @Override
    public void arm(Supplier<Duration> left) {
      done.add("arm");
      end = new ToldLeaseEnd.Ahead(left.get());
    }

    @Override
    public void letIn() {
      done.add("let in");
    }

    @Override
    public String release() {
      return "";
    }

    @Override
    public void forget() {}

    @Override
    public void prepare() {}

    @Override
    public String cover() {
      done.add("cover");
      return "";
    }

    @Override
    public void admit(Supplier<Duration> left) {
      done.add("admit");
    }

    @Override
    public int shut() {
      done.add("shut");
      end = new ToldLeaseEnd.Over();
      return 0;
    }

    @Override
    public String written() {
      return "0/1";
    }

    @Override
    public void giveUp() {}

    @Override
    public Optional<AuditTrail> audit(String database) {
      return Optional.empty();
    }
  }
}
