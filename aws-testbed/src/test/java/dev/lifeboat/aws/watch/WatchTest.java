package dev.lifeboat.aws.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.awstestbed.Alarm;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Round;
import dev.lifeboat.provider.Views;
import dev.lifeboat.watch.Detector;
import dev.lifeboat.watch.Detector.Verdict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// A watch on AWS decides that a primary is lost only when all who look at it say so.
@ExtendWith(TestBed.InTests.class)
final class WatchTest {
  private static final FailoverPolicy.Detect DETECT =
      new FailoverPolicy.Detect(Duration.ofMillis(200), 2);

  private final TestBed bed;

  @TempDir Path folder;
  private Shop shop;
  private HttpServer balancer;
  private Alarm alarm;
  private Views views;
  private Detector detector = Detector.of(DETECT);

  WatchTest(TestBed bed) {
    this.bed = bed;
  }

  @BeforeEach
  void serve() throws Exception {
    balancer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    balancer.createContext(
        "/ready",
        call -> {
          call.sendResponseHeaders(200, -1);
          call.close();
        });
    balancer.start();
    alarm = new Alarm(bed, TestBed.RECOVERY);
    alarm.set(StateValue.OK);
    shop = new Shop(bed, Strategy.WARM_STANDBY, folder);
    shop.serve();
    shop.guard("west");
    var probe = "http://127.0.0.1:%d/ready".formatted(balancer.getAddress().getPort());
    var watched = plan(shop.watched(folder.resolve("watched.yaml"), probe, alarm.name()));
    views = shop.account(watched).views(watched.workload(Shop.NAME), "east");
  }

  private static Plan plan(Path file) throws Exception {
    return AwsKeys.reader().read(file).orThrow();
  }

  @AfterEach
  void end() throws Exception {
    balancer.stop(0);
    shop.end();
  }

  @Test
  void a_primary_that_serves_is_seen_so_from_all_sides() throws Exception {
    var round = until(it -> it.recovery() instanceof Round.View.Up);

    assertThat(detector.verdict()).isInstanceOf(Verdict.Up.class);
    assertThat(round.clients()).isInstanceOf(Round.View.Up.class);
    assertThat(round.lease()).isInstanceOf(Round.View.Up.class);
  }

  @Test
  void a_region_that_is_gone_is_lost_once_all_say_so() throws Exception {
    var _ = until(it -> it.recovery() instanceof Round.View.Up);
    lose(Cut.REFUSE);

    var _ = until(it -> isDown(it) && !(detector.verdict() instanceof Verdict.Suspected));
    assertThat(detector.verdict()).as("users are served").isInstanceOf(Verdict.Disputed.class);

    alarm.set(StateValue.ALARM);
    var _ = until(it -> detector.verdict() instanceof Verdict.Down);
  }

  /// Neither the alarm nor the probe decides that alone.
  @Test
  void users_who_get_nothing_at_a_primary_that_lives_are_out_alone() throws Exception {
    var _ = until(it -> it.recovery() instanceof Round.View.Up);
    alarm.set(StateValue.ALARM);
    assertThat(look().users()).isInstanceOf(Round.View.Up.class);
    balancer.stop(0);
    alarm.set(StateValue.OK);
    assertThat(look().users()).isInstanceOf(Round.View.Unknown.class);

    alarm.set(StateValue.ALARM);

    assertThat(look().usersAlone()).isTrue();
    assertThat(detector.verdict()).as("without the key").isInstanceOf(Verdict.Up.class);
  }

  /// Goal: a region whose APIs hang, while its guard renews the lease, is not lost.
  @Test
  void a_region_that_is_silent_is_not_lost_while_its_lease_is_renewed() throws Exception {
    alarm.set(StateValue.ALARM);
    var _ = until(it -> it.recovery() instanceof Round.View.Up);
    balancer.stop(0);
    hang();

    var round = until(it -> it.recovery() instanceof Round.View.Down);
    round = look();

    assertThat(round.lease()).isInstanceOf(Round.View.Up.class);
    assertThat(detector.verdict()).as("%s", round).isInstanceOf(Verdict.Suspected.class);
  }

  /// Goal: a word that nobody renews, whatever it says, is no view.
  @Test
  void without_a_guard_in_the_other_region_nobody_agrees() throws Exception {
    shop.loseGuard("west");
    lose(Cut.REFUSE);
    alarm.set(StateValue.ALARM);

    var _ = until(it -> !(detector.verdict() instanceof Verdict.Suspected));
    var round = look();

    assertThat(round.recovery()).isInstanceOf(Round.View.Unknown.class);
    assertThat(detector.verdict()).isInstanceOf(Verdict.Disputed.class);
  }

  @Test
  void an_alarm_that_is_not_there_is_no_view() throws Exception {
    alarm.delete();

    assertThat(look().clients()).isInstanceOf(Round.View.Unknown.class);
  }

  @Test
  void a_plan_that_does_not_say_where_to_look_is_refused() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> shop.account().views(shop.workload(), "east"))
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB2008));
  }

  private void lose(Cut cut) throws Exception {
    balancer.stop(0);
    shop.loseHome(cut);
  }

  /// Of whoever looks; the guard of the region goes on.
  private void hang() {
    bed.gate().cut(TestBed.PRIMARY, "rds", Cut.HANG);
    shop.starve();
  }

  private static boolean isDown(Round round) {
    return round.recovery() instanceof Round.View.Down;
  }

  private Round look() throws InterruptedException {
    var round = views.look(Instant.now(), DETECT.every());
    detector = detector.after(round);
    return round;
  }

  private Round until(Predicate<Round> seen) throws InterruptedException {
    var round = look();
    while (!seen.test(round)) {
      round = look();
    }
    return round;
  }
}
