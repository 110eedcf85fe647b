package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.agent.process.ProcessRecords;
import dev.lifeboat.agent.process.Signal;
import dev.lifeboat.lab.LabKind;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a controller that is killed leaves a run that another one finishes, and meanwhile nobody
/// else can open one; a controller that slept meanwhile has no effect when it wakes up.
///
/// Method: a controller in a JVM of its own is ended by SIGKILL, or frozen by SIGSTOP, right after
/// a given entry of its journal became durable. The full sweep is core's CrashTest; this is the
/// sample with real regions.
@Timeout(900)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(SharedLab.InTests.class)
final class ControllerTest {
  private static final Fault LOST = new Fault.RegionLost("east");
  private static final String FENCE = "PursuitIntended[step=fence-orders";
  private static final RunId LATE = new RunId("late");

  private static RunningLab lab;

  @BeforeAll
  static void up(SharedLab shared) throws Exception {
    lab = shared.with(plan -> plan);
  }

  @Test
  @Order(1)
  @Tag("invariant-8")
  void a_failover_whose_controller_is_killed_is_finished_by_resume() throws Exception {
    lab.lab.faults().inject(LOST);

    // The moment at which nobody knows whether there is a new writer.
    var killed = controller("PromotionIntended", "KILL");
    assertThat(killed.waitFor()).as("ended by SIGKILL").isEqualTo(137);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> lab.open(Mode.FAILOVER))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3003));

    var run = lab.runs().list().getFirst();
    var state = lab.execute(lab.runs().resume(run, "test"));
    RunningLab.assertDone(state);
    assertThat(lab.writer()).isEqualTo("west");

    lab.lab.faults().heal(LOST);
    RunningLab.assertDone(lab.run(Mode.FAILBACK));
    assertThat(lab.writer()).isEqualTo("east");
  }

  @Test
  @Order(2)
  @Tag("invariant-4")
  void a_controller_that_slept_through_a_failover_and_the_way_back_has_no_effect()
      throws Exception {
    var sleeper = controller(FENCE, "STOP");
    try {
      LabAwait.until(() -> journalHas(FENCE) && frozen(sleeper.pid()));
      var run = lab.runs().list().getFirst();
      // Nothing locks a run while its controller sleeps: another one takes it up at once.
      RunningLab.assertDone(lab.execute(lab.runs().resume(run, "test")));
      RunningLab.assertDone(lab.run(Mode.FAILBACK));
      lab.awaitRest();
      var before = lab.facts();

      lab.lab.clients().host().kill(Signal.CONT, List.of(sleeper.pid()));

      assertThat(sleeper.waitFor()).as("the journal was continued by another").isEqualTo(1);
      assertThat(lab.facts()).isEqualTo(before);
    } finally {
      sleeper.destroyForcibly();
    }
  }

  /// Every request that a late controller could have out, sent again one by one.
  @Test
  @Order(3)
  @Tag("invariant-4")
  void no_step_of_any_runbook_has_an_effect_under_an_old_epoch() throws Exception {
    long old = overtakenEpoch();
    lab.awaitRest();
    var before = lab.facts();
    var changed = new ArrayList<String>();
    for (var mode : Mode.values()) {
      var source = mode == Mode.FAILBACK ? "west" : "east";
      var runbook = new LabKind().compiler().compile(lab.plan, lab.shop, mode, source);
      for (var step : runbook.steps()) {
        if (step instanceof Step.Reach reach) {
          late(reach, old);
          if (!lab.facts().equals(before)) {
            changed.add("%s of a %s: %s".formatted(step.id(), mode, lab.facts()));
          }
        }
      }
    }
    assertThat(changed).isEmpty();
  }

  @Test
  @Order(4)
  @Tag("invariant-4")
  void a_late_fence_ends_nothing_in_a_region_whose_agent_is_silent() throws Exception {
    long old = overtakenEpoch();
    lab.killAgent("east");
    var records = new ProcessRecords(lab.lab.folder().region("east"));
    var writer = records.living("orders");
    assertThat(writer).isPresent();
    var runbook = new LabKind().compiler().compile(lab.plan, lab.shop, Mode.FAILOVER, "east");
    for (var step : runbook.steps()) {
      if (step instanceof Step.Reach reach && reach.goal() instanceof Goal.Fenced) {
        late(reach, old);
      }
    }
    assertThat(records.living("orders")).isEqualTo(writer);
    assertThat(lab.lab.folder().lost("east")).doesNotExist();
    lab.startAgent("east");
  }

  /// The epoch before the present one; a lab in which nothing moved yet is moved there and back.
  private static long overtakenEpoch() throws Exception {
    if (epoch() == 1) {
      RunningLab.assertDone(lab.run(Mode.SWITCHOVER));
      RunningLab.assertDone(lab.run(Mode.FAILBACK));
    }
    long present = epoch();
    assertThat(present).isGreaterThan(1);
    return present - 1;
  }

  private static long epoch() throws ProblemException {
    return lab.lab.placements().read("shop").orElseThrow().highestEpoch();
  }

  /// Asks for a step's goal as a run of `epoch` would.
  private static void late(Step.Reach step, long epoch) throws Exception {
    var attempt =
        new Attempt(
            LATE,
            step.id(),
            epoch,
            1,
            Clock.systemUTC().instant().plus(step.deadline()),
            Succession.of(1));
    try {
      request(step.goal(), attempt);
    } catch (ProblemException refused) {
      assertThat(refused.problem().code()).as("%s: %s", step.id(), refused).isEqualTo(Code.LB3002);
    }
  }

  private static <G extends Goal> void request(G goal, Attempt attempt) throws Exception {
    lab.lab.reconcilers(lab.shop).reconciler(goal).pursue(goal, attempt);
  }

  private static boolean journalHas(String event) {
    try {
      var runs = lab.runs().list();
      return !runs.isEmpty() && lab.has(runs.getFirst(), entry -> entry.contains(event));
    } catch (ProblemException unread) {
      throw new IllegalStateException(unread);
    }
  }

  /// Whether the host says that a process is stopped by a signal.
  private static boolean frozen(long pid) {
    try {
      var stat = Path.of("/proc", Long.toString(pid), "stat");
      var line =
          Files.exists(stat)
              ? Files.readString(stat).replaceFirst("(?s).*\\) ", "")
              : output("ps", "-o", "state=", "-p", Long.toString(pid));
      return line.strip().startsWith("T");
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  private static String output(String... command) throws IOException {
    return new String(
        new ProcessBuilder(command).start().getInputStream().readAllBytes(),
        StandardCharsets.US_ASCII);
  }

  private static Process controller(String event, String signal) throws Exception {
    return MortalProcess.start(MortalController.class, lab.planFile, lab.state, event, signal);
  }
}
