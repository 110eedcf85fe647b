package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.process.LivingProcess;
import dev.lifeboat.agent.process.ProcessTable;
import dev.lifeboat.agent.process.Signal;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.lab.setup.LabFolder;
import dev.lifeboat.lab.setup.LabFolders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Goal: `lab down` leaves no process and no file of a lab that came up half.
///
/// Method: the process that brings it up dies right after its agents were started, which are about
/// to start programs then.
final class HalfLabTest {
  private static final String PLAN = "storefront";

  @Test
  @Tag("invariant-20")
  void a_lab_that_came_up_half_is_taken_down_whole() throws Exception {
    var planFile = LabPlanFile.prepare(plan -> plan);
    var state = planFile.resolveSibling("state");
    SharedBinaries.linkInto(state);
    try {
      assertThat(labUp(planFile, state)).isEqualTo(MortalLab.DEAD);
      var folder = new LabFolders(state).folder(PLAN);
      assertThat(living(folder)).as("what nobody ends but 'lab down'").isNotEmpty();

      Lab.down(PLAN, state);

      assertThat(living(folder)).isEmpty();
      assertThat(folder.lab()).doesNotExist();
      assertThat(folder.databases()).doesNotExist();
    } finally {
      for (var left : living(new LabFolders(state).folder(PLAN))) {
        ProcessTable.ofThisHost().kill(Signal.KILL, List.of(left.pid()));
      }
      Lab.down(PLAN, state);
      RunningLab.deleteTree(planFile.getParent());
    }
  }

  private static int labUp(Path planFile, Path state) throws Exception {
    return MortalProcess.start(MortalLab.class, planFile, state).waitFor();
  }

  private static List<LivingProcess> living(LabFolder folder) throws Exception {
    var all = new ArrayList<LivingProcess>();
    for (var region : List.of("east", "west", "edge")) {
      all.addAll(ProcessTable.ofThisHost().living(folder.scope(region)));
    }
    return all;
  }
}
