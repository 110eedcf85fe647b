package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Event.Outcome;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.runbook.Mode;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Goal: a controller that is killed leaves a run that another one finishes; meanwhile nobody else
/// can open one.
///
/// Method: a controller in a JVM of its own is ended by SIGKILL right after a given entry of its
/// journal became durable. The full sweep is core's CrashTest; this is the sample with real
/// regions.
@Timeout(300)
final class ControllerTest {
  private static RunningLab lab;

  @BeforeAll
  static void up() throws Exception {
    lab = RunningLab.up(plan -> plan);
  }

  @AfterAll
  static void down() throws Exception {
    lab.close();
  }

  @Test
  void a_failover_whose_controller_is_killed_is_finished_by_resume() throws Exception {
    var fault = new Fault.RegionLost("east");
    for (var killAfter : List.of("StepStarted", "PromotionIntended")) {
      lab.lab.faults().inject(fault);

      var killed = controller(killAfter);
      assertThat(killed.waitFor()).as("ended by SIGKILL after %s", killAfter).isEqualTo(137);
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> lab.open(Mode.FAILOVER))
          .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3003));

      var run = lab.runs().list().getFirst();
      var state = lab.execute(lab.runs().resume(run, "test"));
      assertDone(state);
      assertThat(lab.writer()).isEqualTo("west");

      lab.lab.faults().heal(fault);
      assertDone(lab.run(Mode.FAILBACK));
      assertThat(lab.writer()).isEqualTo("east");
    }
  }

  private static Process controller(String killAfter) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path") + File.pathSeparator + "target/test-classes",
            MortalController.class.getName(),
            lab.planFile.toString(),
            lab.state.toString(),
            killAfter)
        .inheritIO()
        .start();
  }

  private static void assertDone(RunState state) {
    assertThat(state.phase()).isInstanceOf(RunState.Phase.Ended.class);
    assertThat(((RunState.Phase.Ended) state.phase()).outcome())
        .as("%s", state.phase())
        .isEqualTo(Outcome.DONE);
  }
}
