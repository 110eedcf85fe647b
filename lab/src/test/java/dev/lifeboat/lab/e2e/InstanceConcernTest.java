package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.process.LivingProcess;
import dev.lifeboat.agent.process.Signal;
import dev.lifeboat.engine.Preview;
import dev.lifeboat.lab.LabInspection;
import dev.lifeboat.lab.LabKind;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `check` tells of a region without a living instance, with a whole lab.
@ExtendWith(SharedLab.InTests.class)
final class InstanceConcernTest {
  private static RunningLab lab;
  private static Runbook failover;

  @BeforeAll
  static void up(SharedLab shared) throws Exception {
    lab = shared.with(plan -> plan);
    failover = new LabKind().compiler().compile(lab.plan, lab.shop, Mode.FAILOVER, "east");
  }

  /// A failover is hindered by neither.
  @ParameterizedTest
  @CsvSource({"west,OBSTACLE", "east,WARNING"})
  void it_is_an_obstacle_of_check_where_the_failover_would_go_else_a_warning(
      String region, Weight weight) throws Exception {
    var folder = lab.lab.folder();
    var held = folder.held(region, "web");
    Files.createDirectories(held.getParent());
    Files.createFile(held);
    try {
      var host = lab.lab.clients().host();
      host.kill(
          Signal.KILL,
          host.named(folder.lab(), region, List.of("web"), Optional.empty()).stream()
              .map(LivingProcess::pid)
              .toList());
      LabAwait.until(() -> healthy(region) == 0);

      assertThat(concerns())
          .anySatisfy(it -> {
            assertThat(it.weight()).isEqualTo(weight);
            assertThat(it.phrase()).startsWith("0 of ").contains("'web' in " + region, "held");
          });
      assertThat(Preview.of(failover, lab.lab.reconcilers(lab.shop)).obstacles()).isEmpty();
    } finally {
      Files.delete(held);
      LabAwait.until(() -> healthy(region) > 0);
    }
  }

  @Test
  void a_lab_that_was_brought_up_with_another_command_is_told() throws Exception {
    var changed = lab.planned(plan -> plan.replace("-Xmx192m", "-Xmx200m"));

    assertThat(new LabInspection(changed.lab).of(changed.shop, failover))
        .anySatisfy(it -> {
          assertThat(it.weight()).isEqualTo(Weight.WARNING);
          assertThat(it.phrase()).contains("brought up with another plan", "'run' of 'web'");
        });
    assertThat(concerns()).noneMatch(it -> it.phrase().contains("another plan"));
  }

  private static List<Concern> concerns() throws Exception {
    return new LabInspection(lab.lab).of(lab.shop, failover);
  }

  private static int healthy(String region) {
    try {
      return lab.lab.clients().agent(region).state().units().get("web").healthyCount();
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }
}
