package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.process.LivingProcess;
import dev.lifeboat.agent.process.ProcessRecord;
import dev.lifeboat.agent.process.ProcessRecords;
import dev.lifeboat.agent.process.Signal;
import dev.lifeboat.lab.setup.RegionInit;
import dev.lifeboat.lab.setup.UnitNames;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: whichever process of a lab dies, it comes back by itself, writes go on, none is lost, and
/// no watch takes it for the loss of the primary.
///
/// Method: a canary writes through the front door while one process after the other gets SIGKILL.
/// Each is awaited as another process under the same name, and writes after it.
@Timeout(900)
@ExtendWith(SharedLab.InTests.class)
final class ProcessDeathTest {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final int ROUNDS = 3;
  private static final String CLIENT = "deaths";

  private static RunningLab lab;
  private static SortedMap<String, String> before;

  /// A process of a region, by its name there.
  private record Victim(String region, String name) {
    boolean isInit() {
      return name.equals(RegionInit.INIT);
    }

    List<Long> pids() throws IOException, InterruptedException {
      return lab
          .lab
          .clients()
          .host()
          .named(lab.lab.folder().lab(), region, List.of(name), Optional.empty())
          .stream()
          .map(LivingProcess::pid)
          .toList();
    }

    List<Long> die() throws IOException, InterruptedException {
      var pids = pids();
      assertThat(pids).as("%s lives", this).isNotEmpty();
      lab.lab.clients().host().kill(Signal.KILL, pids);
      return pids;
    }

    void awaitBack(List<Long> dead) {
      LabAwait.until(() -> {
        try {
          var now = pids();
          return !now.isEmpty() && Collections.disjoint(now, dead);
        } catch (IOException | InterruptedException unreadable) {
          throw new IllegalStateException(unreadable);
        }
      });
    }
  }

  @BeforeAll
  static void up(SharedLab shared) throws Exception {
    lab = shared.with(RunningLab::atOnce);
    before = lab.atRest();
  }

  /// Nobody starts an init again: what a machine is without its own is gone.
  @AfterEach
  void every_init_lives_again() throws Exception {
    for (var region : List.of("east", "west", "edge")) {
      new RegionInit(lab.lab.folder(), region).begin();
    }
    lab.site().forget(CLIENT);
    LabAwait.same(before, lab::inventory);
  }

  @Test
  @Tag("invariant-71")
  void what_writes_go_through_dies_once_and_nothing_is_lost() throws Exception {
    var victims =
        Stream.concat(
            Stream.of(
                    RegionInit.AGENT,
                    UnitNames.KEEPER + "-0",
                    UnitNames.gateway("images") + "-0",
                    "orders",
                    RegionInit.INIT)
                .map(name -> new Victim("east", name)),
            Stream.of(RegionInit.AGENT, "entry-0").map(name -> new Victim("edge", name)));
    try (var canary = lab.canary(CLIENT)) {
      killInTurn(victims.toList(), canary);
      assertNothingIsLost(canary);
    }
  }

  @Tag("proof")
  @Test
  @Tag("invariant-71")
  void each_process_dies_again_and_again_and_writes_go_on_within_ten_seconds() throws Exception {
    try (var canary = lab.canary(CLIENT)) {
      for (int round = 0; round < ROUNDS; round++) {
        killInTurn(everything(), canary);
      }
      assertNothingIsLost(canary);
      assertThat(canary.longestPause()).isLessThan(LONGEST_PAUSE);
    }
  }

  /// What was seen before there was an init: with the agents of arbiter and primary gone, two of
  /// three votes were, and nothing was acknowledged until the lab was taken down.
  @Tag("proof")
  @Test
  void the_agents_of_arbiter_and_primary_die_and_then_the_front_door() throws Exception {
    try (var canary = lab.canary(CLIENT)) {
      var arbiter = new Victim("edge", RegionInit.AGENT);
      var primary = new Victim("east", RegionInit.AGENT);
      var deadArbiter = arbiter.die();
      primary.awaitBack(primary.die());
      arbiter.awaitBack(deadArbiter);
      var door = new Victim("edge", "entry-0");
      door.awaitBack(door.die());

      assertNothingIsLost(canary);
    }
  }

  private static void killInTurn(List<Victim> victims, RunningLab.RunningCanary canary)
      throws Exception {
    try (var watch = new LabWatch(lab)) {
      for (var victim : victims) {
        watch.awaitUp();
        var dead = victim.die();
        if (!victim.isInit()) {
          victim.awaitBack(dead);
        }
        awaitWrites(canary);
        assertThat(watch.triggered()).as("%s was taken for the primary", victim).isEmpty();
      }
    }
  }

  /// Every name under which something was started, in all regions.
  private static List<Victim> everything() throws IOException {
    var victims = new ArrayList<Victim>();
    for (var region : List.of("east", "west", "edge")) {
      new ProcessRecords(lab.lab.folder().region(region))
          .all().stream()
              .map(ProcessRecord::name)
              .filter(name -> !name.equals(RegionInit.INIT))
              .forEach(name -> victims.add(new Victim(region, name)));
    }
    return victims;
  }

  private static void awaitWrites(RunningLab.RunningCanary canary) throws Exception {
    assertThat(canary.canary.awaitSteady(5, 60)).as("writes go on").isTrue();
  }

  private static void assertNothingIsLost(RunningLab.RunningCanary canary) throws Exception {
    awaitWrites(canary);
    assertThat(canary.survivalIn("east").lost()).isEmpty();
    assertThat(lab.writer()).isEqualTo("east");
    System.out.printf("longest pause of writes: %d ms%n", canary.longestPause().toMillis());
  }
}
