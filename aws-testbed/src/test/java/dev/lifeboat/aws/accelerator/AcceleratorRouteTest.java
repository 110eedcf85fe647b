package dev.lifeboat.aws.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.aws.elb.TargetReadiness;
import dev.lifeboat.aws.trafficshift.HeldShare;
import dev.lifeboat.aws.trafficshift.ShareTrial;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.SimulatedAccelerator;
import dev.lifeboat.awstestbed.Tables;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Users of an accelerator follow the region that can write, and come home by its dials.
@ExtendWith(TestBed.InTests.class)
final class AcceleratorRouteTest {
  private static final RunId RUN = new RunId("r-2");
  private static final long EPOCH = 2;
  private static final Duration HOLD = Duration.ofMinutes(5);
  private static final int LOOKS = 8;
  private static final int PATIENT = 7;
  private static final int USERS = 400;

  /// Half of the users that a per cent is, and twice as many: what chance may make of it.
  private static final long HALF = 2;

  private static final long TWICE = 8;
  private static final Goal.Routed TO_WEST = new Goal.Routed("entry", "west");
  private static final Goal.Routed HOME = new Goal.Routed("entry", "east");

  private final TestBed bed;
  private final AwsClients clients;
  private final DynamoPlacements placements;
  private final TreeSet<String> healthy = new TreeSet<>(List.of("east"));
  private final TreeMap<String, String> complaints = new TreeMap<>();
  private final SimulatedAccelerator accelerator;
  private final HeldShare held = new HeldShare(this::now);
  private Duration now = Duration.ZERO;

  /// Looks at home's health until it is lost.
  private int looksLeft = Integer.MAX_VALUE;

  AcceleratorRouteTest(TestBed bed) throws Exception {
    this.bed = bed;
    this.clients = bed.newClients();
    this.placements = new DynamoPlacements(Tables.table(bed, Tables.newPlacements(bed)));
    this.accelerator =
        new SimulatedAccelerator(
            bed, Map.of("east", this::isHomeHealthy, "west", () -> healthy.contains("west")));
  }

  @BeforeEach
  void begin() throws ProblemException {
    placements.compareAndSet(
        Optional.empty(), Placement.first("shop", "west").claimedBy(RUN).promoted("east", EPOCH));
  }

  @AfterEach
  void end() {
    accelerator.close();
    clients.close();
  }

  private boolean isHomeHealthy() {
    return looksLeft-- > 0 && healthy.contains("east");
  }

  private Duration now() {
    return now;
  }

  private AcceleratorRoute route() {
    return route(
        new HealthLatch(new TargetReadiness(clients, new RegionSites<>("web", Map.of())), "/"));
  }

  private AcceleratorRoute route(HealthLatch latch) {
    var claim = new PresentClaim(placements, "shop");
    var dials = new TrafficDials(clients, new RegionSites<>("entry", accelerator.groups()));
    return new AcceleratorRoute(
        new AcceleratorProbe(accelerator.tells()),
        latch,
        new DialedShare(
            dials,
            new ShareTrial(region -> Optional.ofNullable(complaints.get(region)), held, claim)));
  }

  private static Goal.Routed share(int percent) {
    return new Goal.Routed(
        "entry", "east", new Goal.Share(percent, HOLD, 10, Duration.ofSeconds(2)));
  }

  private static Attempt attempt(int number) {
    return new Attempt(RUN, new StepId("s"), EPOCH, number, Instant.MAX, Succession.NONE);
  }

  private void onTrial(int percent) throws InterruptedException {
    for (int look = 0; look < LOOKS; look++) {
      if (route().observe(share(percent)).text().contains("on trial")) {
        return;
      }
    }
    throw new AssertionError("not on trial: " + route().observe(share(percent)).text());
  }

  private long ledTo(String region) {
    return accelerator.led(USERS).stream().filter(region::equals).count();
  }

  /// Goal: a failover, and a region that comes back, without the control plane.
  @Test
  @Tag("invariant-62")
  void users_follow_the_region_that_can_write_without_a_call() throws Exception {
    assertThat(route().observe(HOME)).isInstanceOf(Observation.Met.class);
    bed.gate().cut(AwsClients.ACCELERATORS, "globalaccelerator", Cut.REFUSE);
    int before = bed.gate().calls().size();

    healthy.remove("east");
    assertThat(route().observe(HOME)).isInstanceOf(Observation.Unreachable.class);
    assertThat(route().observe(TO_WEST)).isNotInstanceOf(Observation.Met.class);
    healthy.add("west");
    assertThat(route().preflight(TO_WEST)).isEqualTo(Readiness.ready());
    route().pursue(TO_WEST, attempt(1));

    assertThat(route().observe(TO_WEST))
        .isInstanceOf(Observation.Met.class)
        .extracting(Observation::text)
        .isEqualTo("west answers behind the accelerator, 3 times in a row");
    assertThat(route().observe(HOME)).isInstanceOf(Observation.Pending.class);
    assertThat(bed.gate().callsSince(before)).isEmpty();
  }

  /// The first of a region's answers may be the last one.
  @Test
  void one_answer_does_not_show_that_all_are_led_there() throws Exception {
    healthy.add("west");
    // The accelerator looks twice for each answer.
    looksLeft = 4;
    assertThat(route().observe(HOME))
        .isInstanceOf(Observation.Pending.class)
        .extracting(Observation::text)
        .isEqualTo("'west' answers behind the accelerator");
  }

  @Test
  void users_come_home_share_by_share_and_each_is_held() throws Exception {
    healthy.add("west");
    keepAway();
    assertThat(ledTo("east")).isZero();
    for (int percent : List.of(5, 25, 50, 100)) {
      assertThat(route().preflight(share(percent))).isEqualTo(Readiness.ready());
      route().pursue(share(percent), attempt(1));
      assertThat(route().observe(share(percent)).text()).contains("not deployed everywhere yet");
      onTrial(percent);
      now = now.plus(HOLD).minusSeconds(1);
      assertThat(route().observe(share(percent))).isInstanceOf(Observation.Pending.class);
      now = now.plusSeconds(1);
      assertThat(route().observe(share(percent)))
          .isInstanceOf(Observation.Met.class)
          .extracting(Observation::text)
          .asString()
          .contains(percent + " % for 300 s");
      assertThat(ledTo("east")).isBetween(percent * HALF, percent * TWICE);
    }
    assertThat(accelerator.dial("west")).as("as it was").isZero();
    assertThat(route().observe(HOME)).isInstanceOf(Observation.Met.class);
    route().pursue(share(5), attempt(2));
    assertThat(accelerator.dial("east")).as("a share that comes late").isEqualTo(100);
  }

  @Test
  void a_share_that_home_does_not_bear_is_taken_back_whole() throws Exception {
    healthy.add("west");
    keepAway();
    route().pursue(share(25), attempt(1));
    onTrial(25);

    complaints.put("east", "1 unhealthy");
    assertThat(route().observe(share(25)).text()).contains("not borne");
    assertRefused(25, 2, Code.LB4006);

    assertThat(accelerator.dial("east")).isZero();
    assertThat(ledTo("east")).isZero();
    assertRefused(25, 1, Code.LB2005);
    complaints.clear();
    route().pursue(share(25), attempt(2));
    onTrial(25);
  }

  @Test
  void a_share_is_held_from_the_beginning_after_a_break() throws Exception {
    healthy.add("west");
    keepAway();
    route().pursue(share(25), attempt(1));
    onTrial(25);
    for (Runnable broken :
        List.<Runnable>of(
            () -> complaints.put("east", "1 unhealthy"),
            () -> bed.gate().cut(AwsClients.ACCELERATORS, "globalaccelerator", Cut.REFUSE))) {
      broken.run();
      assertBegunAnew(() -> {
        complaints.clear();
        bed.gate().mend();
      });
    }
    accelerator.turn("east", 5);
    assertBegunAnew(() -> accelerator.turn("east", 25));
  }

  /// A share of 25 that is broken now is on trial again once it is mended.
  private void assertBegunAnew(Runnable mended) throws InterruptedException {
    assertThat(route().observe(share(25))).isNotInstanceOf(Observation.Met.class);
    mended.run();
    now = now.plus(HOLD);
    onTrial(25);
  }

  /// As a crash between the two changes leaves the dials.
  @Test
  void all_users_are_home_once_the_other_dial_is_closed_too() throws Exception {
    healthy.add("west");
    accelerator.turn("west", 100);
    for (int look = 0; look < LOOKS; look++) {
      assertThat(route().observe(share(100)).text()).contains("dials: east 100 %, west 100 %");
    }
    route().pursue(share(100), attempt(2));
    onTrial(100);
    assertThat(accelerator.dial("west")).isZero();
  }

  @Test
  void a_share_of_a_late_run_turns_no_dial() throws Exception {
    keepAway();
    var late =
        new Attempt(new RunId("r-1"), new StepId("s"), EPOCH, 1, Instant.MAX, Succession.NONE);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> route().pursue(share(25), late))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3002));
    assertThat(accelerator.dial("east")).isZero();
  }

  /// What takes users is turned up before the other one is turned down.
  @Test
  void no_user_is_without_a_region_while_dials_turn() throws Exception {
    healthy.add("west");
    assertThat(betweenTurns(this::keepAway)).containsExactly(100, 100);
    assertThat(betweenTurns(() -> route().pursue(share(100), attempt(1))))
        .containsExactly(100, 100);
    complaints.put("east", "1 unhealthy");
    assertThat(betweenTurns(() -> assertRefused(100, 2, Code.LB4006))).containsExactly(100, 100);
  }

  private interface Turning {
    void turn() throws Exception;
  }

  /// The dials of both regions between the first and the second change.
  private List<Integer> betweenTurns(Turning turning) throws Exception {
    var seen = new ArrayList<Integer>();
    beforeUpdate(() ->
        beforeUpdate(() -> {
          seen.add(accelerator.dial("east"));
          seen.add(accelerator.dial("west"));
        }));
    turning.turn();
    return seen;
  }

  private void beforeUpdate(Runnable act) {
    bed.gate().before(AwsClients.ACCELERATORS, "globalaccelerator", "UpdateEndpointGroup", act);
  }

  /// Goal: without the control plane nothing is changed and users leave an unhealthy home anyhow.
  @Test
  void without_the_control_plane_users_stay_where_they_are() throws Exception {
    healthy.add("west");
    keepAway();
    bed.gate().cut(AwsClients.ACCELERATORS, "globalaccelerator", Cut.UNAVAILABLE);

    assertRefused(5, 1, Code.LB2002);
    assertThat(route().observe(share(5))).isInstanceOf(Observation.Unreachable.class);

    bed.gate().mend();
    assertThat(ledTo("west")).isEqualTo(USERS);
  }

  @Test
  void users_are_not_kept_waiting_for_the_region_that_is_left() throws Exception {
    keepAway();
    complaints.put("west", "none");
    assertRefused(5, PATIENT - 1, Code.LB2005);
    route().pursue(share(5), attempt(PATIENT));
    assertThat(accelerator.dial("east")).isEqualTo(100);
    assertThat(accelerator.dial("west")).isZero();
  }

  private void keepAway() throws Exception {
    new AcceleratorFence(
            new TrafficDials(clients, new RegionSites<>("entry", accelerator.groups())),
            new PresentClaim(placements, "shop"))
        .pursue(new Goal.Fenced("entry", "east", Goal.Stop.ORDERLY), attempt(1));
  }

  private void assertRefused(int percent, int number, Code code) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> route().pursue(share(percent), attempt(number)))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(code));
  }
}
