package dev.lifeboat.aws.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.MemoryReconcilerContract;
import dev.lifeboat.aws.trafficshift.HeldShare;
import dev.lifeboat.aws.trafficshift.ShareTrial;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/// The contract of what sends users by three objects.
abstract class RouteContract<G extends Goal> extends MemoryReconcilerContract<G> {
  protected final LedUsers users = new LedUsers();
  private final HeldShare held = new HeldShare(this::now);
  private Duration now = Duration.ZERO;

  RouteContract() throws IOException {}

  @AfterEach
  final void close() {
    users.close();
  }

  private Duration now() {
    return now;
  }

  @Override
  protected final void pause() {
    now = now.plusSeconds(1);
  }

  final NameRoute route() {
    var trial = new ShareTrial(_ -> Optional.empty(), held, claim());
    var shares = new NameShare(users.objects(), users.answers(), List.of(5, 25, Route.ALL), trial);
    return new NameRoute(users.objects(), users.answers(), claim(), shares);
  }

  @Override
  protected final int changes() {
    return users.buckets.writes();
  }

  /// Each of the three says so, and was written once.
  final void assertWrittenOnce(Route route) {
    assertThat(users.said()).containsExactly(route, route, route);
    assertThat(changes()).isEqualTo(users.said().size() + before());
  }

  /// How often they were written before the test began.
  int before() {
    return 0;
  }

  @Override
  protected final void cutOff() {
    users.buckets.silence(true);
  }

  @Override
  protected final void mend() {
    users.buckets.silence(false);
  }
}
