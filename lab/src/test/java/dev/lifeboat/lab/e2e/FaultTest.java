package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: what `lab break` breaks shows as it would from afar, stays broken until it is healed, and
/// is as before afterwards; a primary that merely restarts is no reason to fail over.
///
/// Method: one lab for all. A client uses the front door while a thing is broken; at the end of
/// each test stock is taken of the whole lab and compared with the stock before.
@Timeout(900)
@ExtendWith(SharedLab.InTests.class)
final class FaultTest {
  private static final String CLIENT = "outsider";
  private static final int REFUSED = -1;
  private static final Duration LATENCY = Duration.ofMillis(250);
  private static final Duration SILENCE = Duration.ofSeconds(1);

  private static final Clock CLOCK = Clock.systemUTC();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static RunningLab lab;
  private static SortedMap<String, String> before;
  private static int number;

  @BeforeAll
  static void up(SharedLab shared) throws Exception {
    lab = shared.with(RunningLab::atOnce);
    before = lab.atRest();
  }

  @AfterEach
  void the_lab_is_as_before() throws Exception {
    LabAwait.same(201, FaultTest::order);
    lab.site().forget(CLIENT);
    try {
      LabAwait.same(before, lab::inventory);
    } catch (AssertionError left) {
      // By this test alone: each further one would wait for it in vain.
      before = lab.atRest();
      throw left;
    }
  }

  @Test
  void a_cut_link_holds_back_both_copies_and_no_client_notices() throws Exception {
    var cut = new Fault.LinkCut("east", "west");
    lab.lab.faults().inject(cut);

    assertThat(order()).isEqualTo(201);
    // Longer than any copy takes on a link that works.
    LabAwait.until(() -> silence().compareTo(SILENCE) > 0);
    assertThat(copied(number)).isFalse();

    lab.lab.faults().heal(cut);
    LabAwait.until(() -> copied(number));
  }

  @Test
  void a_slow_link_delays_the_copies_by_its_latency() throws Exception {
    var slow = new Fault.LinkSlow("east", "west", LATENCY);
    lab.lab.faults().inject(slow);

    var began = CLOCK.instant();
    assertThat(order()).isEqualTo(201);
    LabAwait.until(() -> copied(number));
    assertThat(Duration.between(began, CLOCK.instant())).isGreaterThanOrEqualTo(LATENCY);

    lab.lab.faults().heal(slow);
    var conditions =
        Objects.requireNonNull(lab.lab.clients().link("east").get().peers().get("west"))
            .conditions();
    assertThat(conditions.latencyMillis()).isEqualTo(20);
    assertThat(conditions.cut()).isFalse();
  }

  @Test
  void a_front_door_that_is_lost_refuses_and_comes_back_with_its_table() throws Exception {
    var table = lab.lab.clients().door("entry").table();
    var lost = new Fault.FrontDoorLost("edge");
    lab.lab.faults().inject(lost);

    assertStays(REFUSED);

    lab.lab.faults().heal(lost);
    LabAwait.same(201, FaultTest::order);
    assertThat(lab.lab.clients().door("entry").table()).isEqualTo(table);
  }

  @Test
  void a_bucket_that_is_lost_fails_orders_and_leaves_the_database_up() throws Exception {
    var lost = new Fault.ResourceLost("images", "east");
    lab.lab.faults().inject(lost);

    assertStays(503);
    assertThat(get("/dbcheck")).isEqualTo(200);

    lab.lab.faults().heal(lost);
  }

  @Test
  void a_service_that_is_lost_leaves_the_front_door_with_nobody_to_ask() throws Exception {
    var lost = new Fault.ResourceLost("web", "east");
    lab.lab.faults().inject(lost);

    assertStays(503);
    assertThat(database("east").server().running()).isTrue();

    lab.lab.faults().heal(lost);
  }

  @Test
  void a_database_that_is_lost_is_not_started_again_before_it_is_healed() throws Exception {
    var lost = new Fault.ResourceLost("orders", "east");
    lab.lab.faults().inject(lost);

    assertStays(503);
    assertThat(get("/healthz")).isEqualTo(200);
    assertThat(database("east").care().held()).isTrue();

    lab.lab.faults().heal(lost);
    LabAwait.same(201, FaultTest::order);
    assertThat(lab.writer()).isEqualTo("east");
  }

  /// The postmaster is killed again until a restart was what held the watch back; a back end keeps
  /// committing, and clients keep asking.
  @Test
  @Tag("invariant-18")
  void a_primary_that_is_being_restarted_triggers_nothing() throws Exception {
    try (var canary = lab.canary("restart");
        var watch = new LabWatch(lab);
        var _ = new BusyBackEnd(lab.lab.clients().application("east", "orders"))) {
      watch.awaitUp();
      do {
        int further = database("east").care().restarts() + 1;
        lab.lab.faults().inject(new Fault.PostmasterLost("orders", "east"));
        LabAwait.until(() -> restartedSince(further));
      } while (!watch.suspected("is restarting it") && watch.triggered().isEmpty());

      assertThat(canary.canary.awaitSteady(5, 60)).isTrue();
      watch.awaitUp();
      assertThat(watch.triggered()).as("it would have failed over").isEmpty();
    }
  }

  private static void assertStays(int status) {
    LabAwait.same(status, FaultTest::order);
    var end = CLOCK.instant().plus(SILENCE);
    while (CLOCK.instant().isBefore(end)) {
      assertThat(order()).isEqualTo(status);
      LabAwait.pause();
    }
  }

  /// A client's order through the front door.
  ///
  /// @return the status of the answer, or [#REFUSED]
  private static int order() {
    return status(
        request("/orders/%s/%d".formatted(CLIENT, ++number))
            .PUT(HttpRequest.BodyPublishers.ofString("{\"item\":\"x\"}")));
  }

  private static int get(String path) {
    return status(request(path));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(lab.lab.clients().address("entry").resolve(path))
        .timeout(Duration.ofSeconds(10));
  }

  private static int status(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (ConnectException refused) {
      return REFUSED;
    } catch (IOException broken) {
      return 0;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /// Whether west holds the row and the object of an order.
  private static boolean copied(long order) {
    try {
      return holds(lab.site().rows("west", CLIENT), order)
          && holds(lab.site().objects("west", CLIENT), order);
    } catch (InterruptedException | ProblemException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static boolean holds(StoredNumbers held, long order) {
    return held instanceof StoredNumbers.Numbers(var numbers) && numbers.contains(order);
  }

  /// Since when the replica has heard nothing of its source.
  private static Duration silence() {
    var receiver =
        Optional.ofNullable(database("west").server().sql())
            .map(DatabaseState.SqlState::walReceiver);
    return Duration.ofMillis(
        receiver.map(DatabaseState.WalReceiver::lastMessageAgeMillis).orElse(0L));
  }

  private static boolean restartedSince(int restarts) {
    var seen = database("east");
    return seen.care().restarts() >= restarts && seen.server().sql() != null;
  }

  private static DatabaseState database(String region) {
    try {
      var state = lab.lab.clients().agent(region).freshState("orders");
      return Objects.requireNonNull(state.databases().get("orders"));
    } catch (IOException | InterruptedException silent) {
      throw new IllegalStateException(silent);
    }
  }
}
