package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.runbook.Mode;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: losing any one of the three voters, or the WAN, stops nobody; a primary that is cut off
/// from both others stops by itself, with nobody's help, before another is promoted.
///
/// Method: a client writes *directly* to the primary's database, past front door and WAN.
@Timeout(900)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(SharedLab.InTests.class)
final class LabLeaseTest {
  /// Longer than a lease lasts without being renewed, by a half.
  private static final Duration PAST_THE_LEASE = Duration.ofSeconds(3);

  private static RunningLab lab;
  private static Endpoint east;

  @BeforeAll
  static void up(SharedLab shared) throws Exception {
    lab = shared.with(RunningLab::atOnce);
    east = lab.direct("east", "orders");
  }

  static Stream<Fault> cuts() {
    return Stream.of(new Fault.LinkCut("east", "edge"), new Fault.LinkCut("east", "west"));
  }

  @ParameterizedTest
  @Order(1)
  @MethodSource("cuts")
  @Tag("invariant-23")
  void a_writer_that_reaches_one_other_voter_goes_on(Fault cut) throws Exception {
    try (var writer = new LabDirectWriter(east);
        var watch = new LabWatch(lab)) {
      watch.awaitUp();
      lab.lab.faults().inject(cut);
      awaitAcknowledgedFor(PAST_THE_LEASE, writer);
      assertThat(watch.triggered()).as("the watch called the primary lost").isEmpty();
      lab.lab.faults().heal(cut);
      watch.awaitUp();
    }
  }

  @Tag("proof")
  @ParameterizedTest
  @Order(2)
  @ValueSource(strings = {"edge", "west", "east"})
  @Tag("invariant-23")
  void a_voter_that_dies_stops_nobody(String region) throws Exception {
    try (var writer = new LabDirectWriter(east)) {
      lab.killAgent(region);
      awaitAcknowledgedFor(PAST_THE_LEASE, writer);
      lab.startAgent(region);
    }
  }

  @Test
  @Order(3)
  @Tag("invariant-23")
  void a_primary_that_nobody_reaches_stops_by_itself_and_is_replaced() throws Exception {
    var silence = new Fault.RegionSilent("east");
    try (var writer = new LabDirectWriter(east)) {
      lab.lab.faults().inject(silence);
      var open = lab.open(Mode.FAILOVER);
      RunningLab.assertDone(lab.execute(open));
      var proven =
          lab.journalled(open.files().run(), event -> event.contains("StepMet[step=fence-orders"))
              .at();

      // Cut off as it is, it lives on, and this client reaches it.
      writer.awaitAttempts(20);
      assertThat(writer.lastAccepted()).as("last write of the old side").isBefore(proven);

      lab.lab.faults().heal(silence);
      lab.awaitAgent("east");
      writer.awaitAttempts(20);
      assertThat(writer.lastAccepted()).as("last write of the old side").isBefore(proven);
    }
    RunningLab.assertDone(lab.run(Mode.FAILBACK));
    assertThat(lab.writer()).isEqualTo("east");
  }

  private static void awaitAcknowledgedFor(Duration span, LabDirectWriter writer) {
    var until = Clock.systemUTC().instant().plus(span);
    LabAwait.until(() -> writer.lastAccepted().isAfter(until));
  }
}
