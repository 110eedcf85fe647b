package dev.lifeboat.provision.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.apply.ProvisionLock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who of two has the lock.
final class ParameterLockTest {
  private static final Instant SINCE = Instant.parse("2026-11-26T12:00:00Z");
  private static final ProvisionLock ADA = new ProvisionLock("ada", "one", 7, SINCE);
  private static final ProvisionLock GRACE = new ProvisionLock("grace", "two", 8, SINCE);
  private static final ProvisionLock LEFT = new ProvisionLock("joan", "one", 3, SINCE);

  private final MemoryParameters parameters = new MemoryParameters();
  private final ParameterLock lock =
      new ParameterLock(
          new RegionCall<>(
              new AwsFailure("us-west-2", "Systems Manager", "nothing was changed"), parameters),
          "shop");

  private interface Take {
    boolean run() throws ProblemException, InterruptedException;
  }

  private static boolean done(Take take) {
    try {
      return take.run();
    } catch (ProblemException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }

  /// The first one has looked; the second does all before the first writes.
  private List<Boolean> both(Take first, Take second) {
    var done = new ArrayList<Boolean>();
    parameters.before = () -> done.add(done(second));
    done.addFirst(done(first));
    return done;
  }

  @Test
  void one_of_two_gets_it_the_first_time() throws Exception {
    assertThat(both(() -> lock.take(ADA), () -> lock.take(GRACE))).containsExactly(false, true);
    assertThat(lock.holder()).contains(GRACE);
  }

  @Test
  void one_of_two_gets_it_when_it_was_given_back() throws Exception {
    assertThat(lock.take(LEFT)).isTrue();
    lock.end(LEFT);
    assertThat(lock.holder()).isEmpty();

    assertThat(both(() -> lock.take(ADA), () -> lock.take(GRACE))).containsExactly(false, true);
    assertThat(lock.holder()).contains(GRACE);
    lock.end(ADA);
    assertThat(lock.holder()).contains(GRACE);
  }

  @Test
  void one_of_two_takes_it_over_from_a_third() throws Exception {
    assertThat(lock.take(LEFT)).isTrue();

    assertThat(both(() -> lock.takeOver(LEFT, ADA), () -> lock.takeOver(LEFT, GRACE)))
        .containsExactly(false, true);
    assertThat(lock.holder()).contains(GRACE);
  }

  @Test
  void giving_it_back_late_does_not_take_it_from_the_next_one() throws Exception {
    assertThat(lock.take(LEFT)).isTrue();

    var _ =
        both(
            () -> {
              lock.end(LEFT);
              return true;
            },
            () -> lock.takeOver(LEFT, GRACE));

    assertThat(lock.holder()).contains(GRACE);
  }
}
