package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.runbook.Mode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// A failover while troubles last at the primary, and a client that writes directly to it.
///
/// One that cannot prove its fence waits, and is taken up again when all is healed. Then SQL on
/// both sides: what the old side's client began to write after the new epoch's first write is not
/// on the new side, and on the old side nobody was told of it. One answer may come late: that of a
/// write which was confirmed before its region froze.
///
/// @param healed the same troubles in the order of their healing
record OldSideTrial(List<LabTrouble> troubles, List<LabTrouble> healed) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Begins and ends with the writer at home.
  ///
  /// @return what happened
  String hold(RunningLab lab) throws Exception {
    assertThat(lab.writer()).as("the trial before brought it home").isEqualTo("east");
    var east = lab.direct("east", "orders");
    var west = lab.direct("west", "orders");
    String line;
    try (var writer = new LabDirectWriter(east)) {
      for (var trouble : troubles) {
        trouble.inject(lab);
      }
      var open = lab.open(Mode.FAILOVER);
      var run = open.files().run();
      var state = lab.execute(open);
      // Where no fence can be proven it waits for a person; nobody overrides here.
      var first = isDone(state) ? firstWrite(west) : Instant.MAX;
      for (var trouble : healed) {
        trouble.heal(lab);
      }
      if (!isDone(state)) {
        lab.awaitAgent("east");
        RunningLab.assertDone(lab.execute(lab.runs().resume(run, "test")));
        first = firstWrite(west);
      }
      lab.awaitAgent("east");
      writer.awaitAttempts(20);

      assertThat(lab.writer()).isEqualTo("west");
      assertThat(writer.lastAccepted()).as("the newest acknowledged write").isBefore(first);
      assertThat(writer.acceptedAfter(first)).as("answered late").isLessThanOrEqualTo(1);
      assertThat(writtenSince(west, first)).as("rows in west").isZero();
      line =
          "%s, answered late %d, written in vain %d"
              .formatted(
                  isDone(state) ? "failed over" : "waited",
                  writer.acceptedAfter(first),
                  writtenSince(east, first));
    }
    RunningLab.assertDone(lab.run(Mode.FAILBACK));
    assertThat(lab.writer()).isEqualTo("east");
    return line;
  }

  private static boolean isDone(RunState state) {
    return state.isOver();
  }

  /// When the new writer first acknowledged one.
  private static Instant firstWrite(Endpoint west) throws Exception {
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
}
