package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.runbook.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: whatever befalls the primary and in whatever order that is healed, a client that writes
/// directly to it is never acknowledged after the new epoch's first write.
///
/// Method: 60 trials on one lab, six troubles alone, in pairs and in threes, each healed in every
/// order. A failover is run while they last; one that cannot prove its fence waits and is taken up
/// again when all is healed. Then SQL on both sides: what the old side's client began to write
/// after the new epoch's first write is not on the new side, and on the old side nobody was told of
/// it. One answer may come late: that of a write which was confirmed before its region froze. Each
/// trial that passed is a line of `target/proof/old-side.txt`, and is not tried again.
@Tag("proof")
@Timeout(value = 3, unit = TimeUnit.HOURS)
@ExtendWith(SharedLab.InTests.class)
final class OldSideTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Path RECORD = Path.of("target", "proof", "old-side.txt");

  private static RunningLab lab;
  private static Endpoint east;
  private static Endpoint west;

  /// @param healed the same troubles in the order of their healing
  record Trial(List<LabTrouble> troubles, List<LabTrouble> healed) {}

  @BeforeAll
  static void up(SharedLab shared) throws Exception {
    // A name, and so ports, of its own: this may run for an hour beside other labs.
    lab =
        shared.alone(plan -> RunningLab.atOnce(plan).replace("plan: storefront", "plan: old-side"));
    east = lab.direct("east", "orders");
    west = lab.direct("west", "orders");
  }

  @AfterAll
  static void down() throws Exception {
    lab.close();
  }

  static List<Trial> trials() {
    var trials = new ArrayList<Trial>();
    for (var first : LabTrouble.values()) {
      trials.add(new Trial(List.of(first), List.of(first)));
      for (var second : LabTrouble.values()) {
        if (first.compareTo(second) < 0) {
          addAllOrders(trials, List.of(first, second));
        }
      }
    }
    addAllOrders(
        trials,
        List.of(LabTrouble.HUNG, LabTrouble.CUT_FROM_ARBITER, LabTrouble.CUT_FROM_RECOVERY));
    addAllOrders(
        trials,
        List.of(
            LabTrouble.AGENT_FROZEN, LabTrouble.CUT_FROM_ARBITER, LabTrouble.CUT_FROM_RECOVERY));
    addAllOrders(
        trials, List.of(LabTrouble.HUNG, LabTrouble.CUT_FROM_RECOVERY, LabTrouble.ARBITER_LOST));
    addAllOrders(
        trials, List.of(LabTrouble.SILENT, LabTrouble.AGENT_FROZEN, LabTrouble.ARBITER_LOST));
    assertThat(trials).hasSize(60);
    return trials;
  }

  private static void addAllOrders(List<Trial> trials, List<LabTrouble> troubles) {
    orders(troubles).forEach(healed -> trials.add(new Trial(troubles, healed)));
  }

  private static List<List<LabTrouble>> orders(List<LabTrouble> troubles) {
    if (troubles.size() <= 1) {
      return List.of(troubles);
    }
    var all = new ArrayList<List<LabTrouble>>();
    for (var first : troubles) {
      var rest = troubles.stream().filter(trouble -> trouble != first).toList();
      for (var order : orders(rest)) {
        var whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        all.add(whole);
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("trials")
  @Tag("invariant-34")
  void the_old_side_acknowledges_nothing_after_the_new_epochs_first_write(Trial trial)
      throws Exception {
    if (recorded().stream().anyMatch(line -> line.startsWith(trial + ": "))) {
      return;
    }
    assertThat(lab.writer()).as("the trial before brought it home").isEqualTo("east");
    String line;
    try (var writer = new LabDirectWriter(east)) {
      for (var trouble : trial.troubles()) {
        trouble.inject(lab);
      }
      var open = lab.open(Mode.FAILOVER);
      var run = open.files().run();
      var state = lab.execute(open);
      // Where no fence can be proven it waits for a person; nobody overrides here.
      var first = isDone(state) ? firstWrite() : Instant.MAX;
      for (var trouble : trial.healed()) {
        trouble.heal(lab);
      }
      if (!isDone(state)) {
        lab.awaitAgent("east");
        RunningLab.assertDone(lab.execute(lab.runs().resume(run, "test")));
        first = firstWrite();
      }
      lab.awaitAgent("east");
      writer.awaitAttempts(20);

      assertThat(lab.writer()).isEqualTo("west");
      assertThat(writer.lastAccepted()).as("the newest acknowledged write").isBefore(first);
      assertThat(writer.acceptedAfter(first)).as("answered late").isLessThanOrEqualTo(1);
      assertThat(writtenSince(west, first)).as("rows in west").isZero();
      line =
          "%s: %s, answered late %d, written in vain %d"
              .formatted(
                  trial,
                  isDone(state) ? "failed over" : "waited",
                  writer.acceptedAfter(first),
                  writtenSince(east, first));
    }
    RunningLab.assertDone(lab.run(Mode.FAILBACK));
    assertThat(lab.writer()).isEqualTo("east");
    record(line);
  }

  private static boolean isDone(RunState state) {
    return state.phase() instanceof RunState.Phase.Ended;
  }

  /// When the new writer first acknowledged one.
  private static Instant firstWrite() throws Exception {
    try (var writer = new LabDirectWriter(west, "direct_west")) {
      return writer.lastAccepted();
    }
  }

  /// What a side holds, once its server answers.
  private static long writtenSince(Endpoint side, Instant first) {
    var count = new AtomicLong();
    LabAwait.until(() -> {
      try (var session = Session.open(side, PATIENCE)) {
        count.set(
            session
                .queryNumbers(
                    "select count(*) from direct where at::timestamptz > '%s'".formatted(first))[
                0]);
        return true;
      } catch (SQLException notYet) {
        return false;
      }
    });
    return count.get();
  }

  private static List<String> recorded() throws IOException {
    return Files.exists(RECORD) ? Files.readAllLines(RECORD) : List.of();
  }

  private static void record(String line) throws IOException {
    Files.createDirectories(RECORD.getParent());
    Files.writeString(RECORD, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
