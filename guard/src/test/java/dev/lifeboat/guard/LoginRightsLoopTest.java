package dev.lifeboat.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.guard.audit.AuditTrail;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.wire.Await;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: whoever closes the logins never meets the session of a turn that failed.
///
/// Method: logins whose first session dies. Whoever asks why, with the loop unlocked, hands back in
/// that very moment.
class LoginRightsLoopTest {
  @TempDir Path folder;

  @Test
  void a_dead_session_is_given_up_before_a_hand_back_asks_it() throws Exception {
    var lease =
        new WorkloadLease(
            "shop",
            "east",
            List.of("east", "west", "edge"),
            LeaseTerms.lasting(Duration.ofSeconds(60)),
            () -> Duration.ofNanos(System.nanoTime()),
            folder.resolve("shop.json"));
    var logins = new MortalLogins();
    var loop = new LoginRightsLoop("orders", logins, lease);
    logins.loop = loop;

    loop.begin();
    try {
      Await.until("the session died, and another one answers", () -> logins.replies > 0);
    } finally {
      loop.end();
    }

    assertThat(logins.askedDead).as("looks at the dead session").isZero();
    loop.close();
  }

  /// A replica, once its first session is given up.
  private static final class MortalLogins implements GuardedLogins {
    private volatile LoginRightsLoop loop;
    private volatile int replies;
    private volatile int askedDead;
    private volatile boolean dies = true;
    private volatile boolean dead;

    @Override
    public Optional<Replica> replica() throws SQLException {
      if (dies) {
        dies = false;
        dead = true;
        throw new Death();
      }
      if (dead) {
        askedDead++;
        throw new SQLException("the session is dead");
      }
      replies++;
      return Optional.of(new Replica(true, "0/1"));
    }

    @Override
    public void giveUp() {
      dead = false;
    }

    @Override
    public String login() {
      return "guard";
    }

    @Override
    public ToldLeaseEnd leaseEnd() {
      return new ToldLeaseEnd.Over();
    }

    @Override
    public String uncoverable() {
      return "";
    }

    @Override
    public void arm(Supplier<Duration> left) {}

    @Override
    public void letIn() {}

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
      return "";
    }

    @Override
    public void admit(Supplier<Duration> left) {}

    @Override
    public int shut() {
      return 0;
    }

    @Override
    public String written() {
      return "0/1";
    }

    @Override
    public Optional<AuditTrail> audit(String database) {
      return Optional.empty();
    }

    /// Its words are asked for when it is handled.
    private final class Death extends SQLException {
      private static final long serialVersionUID = 1L;

      @Override
      public String getMessage() {
        if (!Thread.holdsLock(loop)) {
          CompletableFuture.runAsync(() -> handBack()).join();
        }
        return "the session died";
      }

      private void handBack() {
        try {
          loop.close();
        } catch (Exception refused) {
          // It tells so; what it asked is counted.
        }
      }
    }
  }
}
