package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.lab.fault.LabFaults;
import dev.lifeboat.postgres.WriteProbe;
import dev.lifeboat.provider.Fault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the WAN between the edge and a region hides, and what it shows, with a whole lab.
@Tag("proof")
@Timeout(900)
@ExtendWith(SharedLab.InTests.class)
final class WanTest {
  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private static RunningLab lab;
  private static LabFaults faults;

  @BeforeAll
  static void up(SharedLab shared) throws Exception {
    lab = shared.alone(RunningLab::atOnce);
    faults = new LabFaults(lab.plan, lab.lab.clients());
  }

  @AfterAll
  static void down() throws Exception {
    lab.close();
  }

  @Test
  void a_silent_region_lives_on_and_nobody_outside_hears_of_it_until_it_is_healed()
      throws Exception {
    var silent = new Fault.RegionSilent("east");
    faults.inject(silent);
    try {
      assertSilentToTheEdge();
      assertThat(lab.lab.clients().agentDirect("east").health()).isNotNull();
      var replica = lab.lab.clients().agent("west").freshState("orders");
      assertThat(replica.databases()).containsKey("orders");
    } finally {
      faults.heal(silent);
    }
    assertHealed();
  }

  @Test
  void a_region_that_hangs_behind_a_cut_is_healed_in_either_order() throws Exception {
    var cut = new Fault.LinkCut("east", "edge");
    var apart = new Fault.LinkCut("east", "west");
    var hung = new Fault.RegionHung("east");
    for (boolean cutsFirst : new boolean[] {true, false}) {
      faults.inject(cut);
      faults.inject(apart);
      faults.inject(hung);
      assertSilentToTheEdge();
      if (cutsFirst) {
        faults.heal(cut);
        faults.heal(apart);
        faults.heal(hung);
      } else {
        faults.heal(hung);
        faults.heal(apart);
        faults.heal(cut);
      }
      assertHealed();
    }
  }

  @Test
  void a_region_that_is_killed_refuses_at_the_edge_as_it_would_by_itself() throws Exception {
    var lost = new Fault.RegionLost("east");
    var way = lab.lab.clients().topology().fromEdge("east");
    assertHealed();
    faults.inject(lost);
    long killed = System.nanoTime();
    try {
      LabAwait.until(() -> refuses(way.address(), way.database("orders")));
      LabAwait.until(() -> refuses(way.address(), way.agent()));
      assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(20));
    } finally {
      faults.heal(lost);
    }
    assertHealed();
  }

  private static boolean refuses(String address, int port) {
    try (var _ = new Socket(address, port)) {
      return false;
    } catch (IOException failed) {
      return failed instanceof ConnectException;
    }
  }

  private static void assertSilentToTheEdge() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> lab.lab.clients().agent("east").health())
        .withMessageContaining("no answer within");
    var endpoint = lab.lab.clients().application("east", "orders");
    assertThat(new WriteProbe().attempt(endpoint, "edge", DEADLINE))
        .isInstanceOf(WriteProbe.Result.Unreachable.class);
  }

  private static void assertHealed() {
    var endpoint = lab.lab.clients().application("east", "orders");
    LabAwait.until(() ->
        new WriteProbe().attempt(endpoint, "edge", DEADLINE) instanceof WriteProbe.Result.Accepted);
    lab.awaitAgent("east");
    assertThat(lab.lab.clients().folder().silent("east")).doesNotExist();
  }
}
