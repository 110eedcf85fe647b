package dev.lifeboat.lab.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lifeboat.lab.Lab;
import dev.lifeboat.plan.PlanReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left of a lab that is being taken down.
class LabDownTest {
  @TempDir private Path state;

  @AfterEach
  void forget_the_interrupt() {
    var _ = Thread.interrupted();
  }

  @Test
  void cut_short_it_leaves_nothing_that_seems_to_be_a_lab() throws Exception {
    var folder = new LabFolders(state).folder("shop");
    Files.createDirectories(folder.region("east"));
    Files.writeString(folder.topology(), "{}");

    Thread.currentThread().interrupt();
    var closed = new ArrayList<Boolean>();
    assertThatThrownBy(
            () -> new LabDown(folder).run(() -> closed.add(Files.exists(folder.topology()))))
        .isNotNull();

    assertThat(closed).containsExactly(false);
    assertThat(folder.topology()).doesNotExist();
    assertThat(folder.region("east")).exists();
  }

  /// Method: the new one is asked for while nothing seems to be up and nothing was ended yet.
  @Test
  void none_is_brought_up_while_one_is_taken_down() throws Exception {
    var planFile = Path.of("..", "examples", "storefront", "lifeboat.yaml");
    var plan = PlanReader.OF_ANY_PROVIDER.read(planFile).orThrow();
    var folder = new LabFolders(state).folder(plan.name());
    Files.createDirectories(folder.region("east"));
    var refused = new ArrayList<Throwable>();

    Lab.down(
        plan.name(),
        state,
        () -> {
          refused.add(catchThrowable(() -> Lab.begin(plan, planFile, state)));
          assertThat(folder.region("east")).exists();
        });

    assertThat(refused.getFirst()).hasMessageContaining("another command begins or ends the lab");
    assertThat(folder.lab()).doesNotExist();
  }
}
