package dev.lifeboat.aws.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.RoutedName;
import dev.lifeboat.awstestbed.Tables;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
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
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Users come home share by share, by objects in three regions, and are taken back by them.
///
/// Everybody is in `west` when a test begins, and the writer at home already.
@ExtendWith(TestBed.InTests.class)
final class NameShareTest {
  private static final RunId RUN = new RunId("r-3");
  private static final long EPOCH = 2;
  private static final Duration HOLD = Duration.ofMinutes(5);
  private static final int LOOKS = 12;
  private static final int PATIENT = 7;

  private static final Goal.Routed HOME = new Goal.Routed("entry", "east");

  private final TestBed bed;
  private final AwsClients clients;
  private final DynamoPlacements placements;
  private final RoutedName names;
  private final TreeMap<String, String> complaints = new TreeMap<>();
  private final NameRoute route;
  private Duration now = Duration.ZERO;

  NameShareTest(TestBed bed) throws Exception {
    this.bed = bed;
    this.clients = bed.newClients();
    this.placements = new DynamoPlacements(Tables.table(bed, Tables.newPlacements(bed)));
    this.names = new RoutedName(bed, clients);
    this.route = anotherRoute();
  }

  @BeforeEach
  void begin() throws Exception {
    placements.compareAndSet(
        Optional.empty(), Placement.first("shop", "west").claimedBy(RUN).promoted("east", EPOCH));
    for (var region : List.of("east", "west", "edge")) {
      names.write(region, "{\"region\":\"west\",\"epoch\":1}");
    }
    reach(new Goal.Routed("entry", "west"));
  }

  @AfterEach
  void end() {
    names.close();
    clients.close();
  }

  /// As another process has it.
  private NameRoute anotherRoute() {
    var shares =
        names.shares(claim(), region -> Optional.ofNullable(complaints.get(region)), () -> now);
    return new NameRoute(names.objects(), names.answers(), claim(), shares);
  }

  private PresentClaim claim() {
    return new PresentClaim(placements, "shop");
  }

  private static Goal.Routed share(int percent) {
    return new Goal.Routed(
        "entry", "east", new Goal.Share(percent, HOLD, 10, Duration.ofSeconds(2)));
  }

  private static Attempt attempt(int number) {
    return new Attempt(RUN, new StepId("s"), EPOCH, number, Instant.MAX, Succession.NONE);
  }

  private void reach(Goal.Routed goal) throws InterruptedException {
    for (int look = 0; look < LOOKS; look++) {
      if (route.observe(goal) instanceof Observation.Met) {
        return;
      }
    }
    throw new AssertionError("not met: " + route.observe(goal).text());
  }

  /// Looks until the share is held.
  private void onTrial(int percent) throws InterruptedException {
    for (int look = 0; look < LOOKS; look++) {
      if (route.observe(share(percent)).text().contains("on trial")) {
        return;
      }
    }
    throw new AssertionError("not on trial: " + route.observe(share(percent)).text());
  }

  private Problem refused(int percent, int number) {
    return assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> route.pursue(share(percent), attempt(number)))
        .actual()
        .problem();
  }

  @Test
  void users_come_home_share_by_share_and_each_is_held() throws Exception {
    for (int percent : List.of(5, 25, 50, 100)) {
      assertThat(route.preflight(share(percent))).isEqualTo(Readiness.ready());
      assertThat(route.observe(share(percent))).isInstanceOf(Observation.Pending.class);

      names.zone().pause();
      route.pursue(share(percent), attempt(1));

      assertThat(route.observe(share(percent)).text()).contains("do not lead so many there yet");
      names.zone().resume();
      onTrial(percent);
      now = now.plus(HOLD).minusSeconds(1);
      assertThat(route.observe(share(percent))).isInstanceOf(Observation.Pending.class);
      now = now.plusSeconds(1);
      assertThat(route.observe(share(percent)))
          .isInstanceOf(Observation.Met.class)
          .extracting(Observation::text)
          .asString()
          .contains(percent + " % for 300 s", "of 100 answers");
    }
    assertThat(route.observe(HOME)).isInstanceOf(Observation.Pending.class);
    route.pursue(HOME, attempt(1));
    reach(HOME);
    assertThat(names.written("edge")).hasValue("{\"region\":\"east\",\"epoch\":2}");
  }

  @Test
  void a_share_is_opened_by_two_objects_of_three_and_by_no_control_plane() throws Exception {
    int before = bed.gate().calls().size();
    bed.gate().cut(TestBed.RECOVERY, "s3", Cut.REFUSE);
    route.pursue(share(5), attempt(1));
    onTrial(5);
    assertThat(bed.gate().callsSince(before))
        .allSatisfy(call -> assertThat(call.service()).isIn("s3", "dynamodb"));
  }

  @Test
  @Tag("invariant-57")
  void a_share_that_home_does_not_bear_is_taken_back_whole_and_told_once() throws Exception {
    route.pursue(share(5), attempt(1));
    onTrial(5);
    route.pursue(share(25), attempt(1));
    onTrial(25);

    complaints.put("east", "1 healthy, 1 unhealthy");
    assertThat(route.observe(share(25)).text()).contains("not borne", "1 unhealthy");
    var told = refused(25, 2);

    assertThat(told.code()).isEqualTo(Code.LB4006);
    assertThat(told.retry()).isEqualTo(Problem.Retry.NEVER);
    assertThat(names.written("edge"))
        .hasValue("{\"region\":\"west\",\"epoch\":2,\"home\":[\"0%\"]}");
    names.assertEverybodyIsLedTo("west");
    assertThat(placements.read("shop").orElseThrow().writer()).isEqualTo("east");

    // As after a resume: it waits for home, and then tries the same share anew.
    assertThat(refused(25, 1).code()).isEqualTo(Code.LB2005);
    complaints.clear();
    route.pursue(share(25), attempt(2));
    onTrial(25);
  }

  /// Goal: unplanned failover wins over any share that was left behind.
  @Test
  @Tag("invariant-57")
  void a_failover_during_a_share_leads_everybody_away() throws Exception {
    route.pursue(share(50), attempt(1));
    onTrial(50);
    var next = new RunId("r-4");
    var placed = placements.read("shop").orElseThrow();
    placements.compareAndSet(Optional.of(placed), placed.released().claimedBy(next));
    bed.gate().cut(TestBed.PRIMARY, Cut.HANG);

    var fence = new NameFence(names.objects(), claim());
    var away = new Goal.Fenced("entry", "east", Goal.Stop.IMMEDIATE);
    assertThat(fence.observe(away)).isInstanceOf(Observation.Pending.class);
    fence.pursue(
        away, new Attempt(next, new StepId("s"), EPOCH + 1, 1, Instant.MAX, Succession.NONE));

    assertThat(fence.observe(away)).isInstanceOf(Observation.Met.class);
    reach(new Goal.Routed("entry", "west"));
    bed.gate().mend();
    names.assertEverybodyIsLedTo("west");
  }

  @Test
  void a_share_that_comes_after_everything_was_routed_is_refused() throws Exception {
    route.pursue(share(25), attempt(1));
    for (var region : List.of("east", "west", "edge")) {
      names.write(region, "{\"region\":\"east\",\"epoch\":2}");
    }
    reach(HOME);
    route.pursue(share(5), attempt(2));
    assertThat(names.written("west")).hasValue("{\"region\":\"east\",\"epoch\":2}");
  }

  /// Between the look and the write the rest of the run may have come.
  @Test
  @Tag("invariant-57")
  void a_share_that_is_late_by_a_moment_is_refused_by_the_object() throws Exception {
    var all = "{\"region\":\"east\",\"epoch\":2}";
    var bucket = names.sites().get("edge").bucket();
    bed.gate()
        .before(
            Tables.REGION,
            "s3",
            "PUT /%s/lifeboat/entry.json".formatted(bucket),
            () -> names.write("edge", all));
    assertThat(refused(5, 1).code()).isEqualTo(Code.LB3002);
    assertThat(names.written("edge")).hasValue(all);
  }

  @Test
  void users_are_not_kept_waiting_for_the_region_that_is_left() throws Exception {
    complaints.put("west", "none");
    for (int number = 1; number < PATIENT; number++) {
      assertThat(refused(5, number).retry()).isEqualTo(Problem.Retry.LATER);
    }
    route.pursue(share(5), attempt(PATIENT));
    reach(share(5));
    reach(HOME);
  }

  @Test
  void another_process_holds_the_share_from_the_beginning() throws Exception {
    route.pursue(share(5), attempt(1));
    onTrial(5);
    now = now.plus(HOLD);
    var other = anotherRoute();
    assertThat(other.observe(share(5))).isInstanceOf(Observation.Pending.class);
    assertThat(route.observe(share(5))).isInstanceOf(Observation.Met.class);
  }

  @Test
  void a_zone_without_records_for_shares_is_told_before_anything_is_changed() throws Exception {
    names.zone().forgetShares();
    assertThat(route.preflight(share(5)))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            it -> assertThat(it.problem().happened()).contains("the zone has no text"));
  }
}
