package dev.lifeboat.lab.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.lab.Lab;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabUpTest {

  @Test
  void a_program_that_is_missing_is_told_before_anything_is_begun(@TempDir Path folder)
      throws Exception {
    var planFile = folder.resolve("lifeboat.yaml");
    Files.copy(Path.of("..", "examples", "storefront", "lifeboat.yaml"), planFile);
    var plan = PlanReader.read(planFile).orThrow();
    var state = folder.resolve("state");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Lab.begin(plan, planFile, state))
        .satisfies(missing -> {
          assertThat(missing.problem().code()).isEqualTo(Code.LB5002);
          assertThat(missing.problem().happened()).contains("target/storefront.jar");
        });
    assertThat(state.resolve("lab").resolve("storefront")).doesNotExist();
    assertThat(state.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void looking_for_a_lab_makes_no_folder(@TempDir Path folder) throws Exception {
    var planFile = Path.of("..", "examples", "storefront", "lifeboat.yaml");
    var plan = PlanReader.read(planFile).orThrow();
    var state = folder.resolve("state");

    assertThat(Lab.isUp(plan, state)).isFalse();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Lab.attach(plan, state))
        .satisfies(none -> assertThat(none.problem().code()).isEqualTo(Code.LB2003));
    assertThat(state).doesNotExist();
  }
}
