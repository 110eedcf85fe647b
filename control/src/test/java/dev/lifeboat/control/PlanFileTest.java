package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanFileTest {
  @TempDir private Path folder;

  /// Method: it is read where it is, and then named as from its own folder.
  @Test
  void a_path_that_begins_with_a_dash_is_typed_so_that_no_command_takes_it_for_an_option()
      throws Exception {
    var read = StorefrontPlan.read(StorefrontPlan.PLAN);

    var file = new PlanFile(read.reader(), Path.of("-x.yaml"), read.plan(), read.text());

    assertThat(file.typed()).isEqualTo("./-x.yaml");
  }

  /// Goal: a watch reads its plan once, and moves by it for years. Method: the file is gone, as
  /// with the machine that it was on, before the move begins.
  @Test
  void a_run_keeps_the_plan_that_was_read_whatever_became_of_the_file() throws Exception {
    var plan = Files.copy(StorefrontPlan.PLAN, folder.resolve("lifeboat.yaml"));
    var file = StorefrontPlan.read(plan);
    Files.delete(plan);
    var state = folder.resolve("state");
    var platform = new ScriptedRegions(state, Placement.first("shop", "east"));

    var moved =
        Move.of(
                new ControlledWorkload(file, file.workload("shop"), platform, state),
                new MoveRequest(
                    Mode.SWITCHOVER,
                    Optional.empty(),
                    Optional.empty(),
                    Overrides.NONE,
                    Optional.empty()))
            .run(new ProgressLines().requester());

    assertThat(moved.run().files().plan()).hasSameBinaryContentAs(StorefrontPlan.PLAN);
  }
}
