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
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Users are sent by objects in three regions, any one of which may be lost.
@ExtendWith(TestBed.InTests.class)
final class NameRouteTest {
  private static final Goal.Routed TO_WEST = new Goal.Routed("entry", "west");
  private static final Goal.Routed HOME = new Goal.Routed("entry", "east");
  private static final Goal.Fenced OUT_OF_EAST =
      new Goal.Fenced("entry", "east", Goal.Stop.IMMEDIATE);
  private static final RunId RUN = new RunId("r-2");
  private static final long EPOCH = 2;
  private static final int LOOKS = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TestBed bed;
  private final AwsClients clients;
  private final DynamoPlacements placements;
  private final RoutedName names;

  NameRouteTest(TestBed bed) throws Exception {
    this.bed = bed;
    this.clients = bed.newClients();
    this.placements = new DynamoPlacements(Tables.table(bed, Tables.newPlacements(bed)));
    this.names = new RoutedName(bed, clients);
  }

  @BeforeEach
  void place() throws ProblemException {
    placements.compareAndSet(
        Optional.empty(), Placement.first("shop", "east").claimedBy(RUN).promoted("west", EPOCH));
  }

  @AfterEach
  void end() {
    names.close();
    clients.close();
  }

  private NameRoute route() {
    return new NameRoute(names.objects(), names.answers(), claim(), names.shares(claim()));
  }

  private NameFence fence() {
    return new NameFence(names.objects(), claim());
  }

  private PresentClaim claim() {
    return new PresentClaim(placements, "shop");
  }

  private static Attempt attempt(RunId run, long epoch) {
    return new Attempt(run, new StepId("s"), epoch, 1, Instant.MAX, Succession.NONE);
  }

  private static Attempt attempt() {
    return attempt(RUN, EPOCH);
  }

  /// A busy machine may not answer the first look in time.
  private void awaitFence() throws InterruptedException {
    for (int look = 0; look < LOOKS; look++) {
      if (fence().observe(OUT_OF_EAST) instanceof Observation.Met) {
        return;
      }
    }
    throw new AssertionError("not met: " + fence().observe(OUT_OF_EAST).text());
  }

  /// Looks for a while and not so and so often: a quick machine looks more often than health checks
  /// are made.
  private void reach(Goal.Routed goal) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      if (route().observe(goal) instanceof Observation.Met) {
        return;
      }
    }
    throw new AssertionError("not met: " + route().observe(goal).text());
  }

  @Test
  void users_are_sent_once_the_objects_say_so_and_the_name_servers_follow() throws Exception {
    assertThat(route().preflight(TO_WEST)).isEqualTo(Readiness.ready());
    reach(HOME);
    assertThat(route().observe(TO_WEST)).isInstanceOf(Observation.Pending.class);

    route().pursue(TO_WEST, attempt());

    assertThat(route().observe(TO_WEST))
        .isInstanceOf(Observation.Pending.class)
        .extracting(Observation::text)
        .asString()
        .contains("have not followed");
    reach(TO_WEST);
    assertThat(names.written("edge")).hasValue("{\"region\":\"west\",\"epoch\":2}");
  }

  @Test
  void a_region_that_is_closed_gets_nobody() throws Exception {
    assertThat(fence().observe(OUT_OF_EAST)).isInstanceOf(Observation.Pending.class);
    fence().pursue(OUT_OF_EAST, attempt());
    assertThat(fence().observe(OUT_OF_EAST)).isInstanceOf(Observation.Met.class);
    reach(TO_WEST);
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSE", "UNAVAILABLE", "THROTTLE", "HANG"})
  @Tag("invariant-53")
  void users_leave_a_lost_region_and_stay_away_when_it_comes_back(Cut cut) throws Exception {
    bed.gate().cut(TestBed.PRIMARY, cut);
    fence().pursue(OUT_OF_EAST, attempt());
    awaitFence();
    reach(TO_WEST);
    assertThat(names.written("east")).isEmpty();

    bed.gate().mend();

    int looks = 0;
    while (looks < LOOKS) {
      var seen = route().observe(TO_WEST);
      // A busy machine may answer too late, which leads nobody anywhere.
      assertThat(seen).isNotInstanceOf(Observation.Pending.class);
      looks += seen instanceof Observation.Met ? 1 : 0;
    }
  }

  @Test
  @Tag("invariant-53")
  void the_loss_of_any_one_region_sends_nobody_anywhere() throws Exception {
    for (var lost : List.of(TestBed.PRIMARY, TestBed.RECOVERY, Tables.REGION)) {
      bed.gate().cut(lost, Cut.REFUSE);
      reach(HOME);
      bed.gate().mend();
    }
    route().pursue(TO_WEST, attempt());
    reach(TO_WEST);
    for (var lost : List.of(TestBed.PRIMARY, TestBed.RECOVERY, Tables.REGION)) {
      bed.gate().cut(lost, Cut.REFUSE);
      for (int look = 0; look < LOOKS; look++) {
        assertThat(route().observe(TO_WEST)).isInstanceOf(Observation.Met.class);
      }
      bed.gate().mend();
    }
  }

  @Test
  void with_two_regions_lost_nothing_is_claimed() throws Exception {
    bed.gate().cut(TestBed.PRIMARY, Cut.REFUSE);
    bed.gate().cut(TestBed.RECOVERY, Cut.REFUSE);
    assertThat(fence().observe(OUT_OF_EAST)).isInstanceOf(Observation.Unreachable.class);
    assertThat(fence().preflight(OUT_OF_EAST)).isInstanceOf(Readiness.NotReady.class);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> fence().pursue(OUT_OF_EAST, attempt()))
        .satisfies(told -> assertThat(told.problem().code()).isEqualTo(Code.LB2021));
  }

  @Test
  void delivered_twice_at_once_it_has_one_effect() throws Exception {
    Callable<Boolean> request =
        () -> {
          route().pursue(TO_WEST, attempt());
          return true;
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var reply : threads.invokeAll(List.of(request, request))) {
        assertThat(reply.get()).isTrue();
      }
    }
    reach(TO_WEST);
  }

  @Test
  void what_took_effect_and_whose_answer_was_lost_is_seen() throws Exception {
    for (var region : List.of(TestBed.PRIMARY, TestBed.RECOVERY, Tables.REGION)) {
      bed.gate().loseAnswers(region, "s3", 2);
    }
    try {
      route().pursue(TO_WEST, attempt());
    } catch (ProblemException passing) {
      assertThat(passing.problem().code()).isEqualTo(Code.LB2021);
      route().pursue(TO_WEST, attempt());
    }
    reach(TO_WEST);
  }

  /// Another run has gone on since; and the same run, under the epoch of before its undo.
  @Test
  void a_late_request_has_no_effect() {
    for (var late : List.of(attempt(new RunId("r-1"), EPOCH), attempt(RUN, EPOCH - 1))) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> route().pursue(TO_WEST, late))
          .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3002));
    }
    assertThat(names.written("west")).isEmpty();
  }

  /// Between the look at the placement and the write another run may have gone on.
  @Test
  void an_object_of_a_higher_epoch_is_never_changed_back() {
    var higher = "{\"region\":\"east\",\"epoch\":3}";
    names.write("west", higher);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> route().pursue(TO_WEST, attempt()))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3002));
    assertThat(names.written("west")).hasValue(higher);
  }

  @Test
  @Tag("invariant-53")
  void an_object_that_changes_between_look_and_write_is_looked_at_again() throws Exception {
    var higher = "{\"region\":\"east\",\"epoch\":3}";
    var put = "PUT /%s/%s".formatted(names.sites().get("west").bucket(), "lifeboat/entry.json");
    bed.gate().before(TestBed.RECOVERY, "s3", put, () -> names.write("west", higher));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> route().pursue(TO_WEST, attempt()))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3002));
    assertThat(names.written("west")).hasValue(higher);
  }

  @Test
  void an_object_that_somebody_else_has_written_counts_for_nothing_and_is_told() throws Exception {
    names.write("west", "back soon");
    route().pursue(TO_WEST, attempt());
    reach(TO_WEST);
    bed.gate().cut(Tables.REGION, Cut.REFUSE);
    assertThat(route().observe(TO_WEST))
        .isInstanceOf(Observation.Unreachable.class)
        .extracting(Observation::text)
        .asString()
        .contains("west is silent");
  }

  @Test
  void without_a_store_of_placements_that_can_be_written_there_is_no_effect() {
    bed.gate().cut(Tables.REGION, "dynamodb", Cut.UNAVAILABLE);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> route().pursue(TO_WEST, attempt()))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB2002));
    assertThat(names.written("west")).isEmpty();
  }
}
