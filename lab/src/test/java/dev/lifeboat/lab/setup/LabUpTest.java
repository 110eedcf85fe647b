package dev.lifeboat.lab.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.lab.Lab;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LabUpTest {

  @Test
  void a_program_that_is_missing_is_told_before_anything_is_begun(@TempDir Path folder)
      throws Exception {
    var planFile = folder.resolve("lifeboat.yaml");
    Files.copy(Path.of("..", "examples", "storefront", "lifeboat.yaml"), planFile);
    var plan = PlanReader.OF_ANY_PROVIDER.read(planFile).orThrow();
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

  /// Goal: a later release reads it, and the files of the plan may be gone by then.
  @Test
  void a_plan_of_many_files_is_kept_whole(@TempDir Path folder) throws Exception {
    var planFile =
        Files.writeString(
            folder.resolve("lifeboat.yaml"),
            "plan: shop\nregions: { east: {}, west: {} }\ninclude: [teams.yaml]\n");
    Files.writeString(
        folder.resolve("teams.yaml"),
        "workloads: { shop: { tier: basic, resources: { orders: { type: database } } } }\n");
    var whole = PlanReader.OF_ANY_PROVIDER.whole(planFile);
    var plan = whole.result().orThrow();
    var lab = new LabFolder(folder, folder, folder);

    new LabUp(plan, planFile, whole.text(), folder, lab, new LabFolders(folder)).keepPlan();

    assertThat(LabUp.plan(lab)).isEqualTo(plan);
  }

  /// Its agents take no orders that are not signed, and nobody here has keys to sign with; or they
  /// do not know what this version asks of them.
  @ParameterizedTest
  @ValueSource(strings = {"", ",\"parts\":{}", ",\"parts\":{},\"form\":2"})
  void a_lab_that_an_earlier_version_brought_up_is_refused_by_name(
      String rest, @TempDir Path folder) throws Exception {
    var lab = new LabFolder(folder, folder, folder);
    Files.writeString(
        lab.secrets(),
        Stream.of("superuser", "replication", "application", "storage")
            .map("\"%s\":{\"user\":\"a\",\"password\":\"b\"}"::formatted)
            .collect(Collectors.joining(",", "{", rest + "}")));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> LabUp.secrets(lab))
        .satisfies(old -> {
          assertThat(old.problem().code()).isEqualTo(Code.LB5004);
          assertThat(old.problem().happened()).contains("secrets.json", "earlier version");
          assertThat(old.problem().action()).contains("lab down");
        });
  }

  @Test
  void looking_for_a_lab_makes_no_folder(@TempDir Path folder) throws Exception {
    var planFile = Path.of("..", "examples", "storefront", "lifeboat.yaml");
    var plan = PlanReader.OF_ANY_PROVIDER.read(planFile).orThrow();
    var state = folder.resolve("state");

    assertThat(Lab.isUp(plan, state)).isFalse();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Lab.attach(plan, state))
        .satisfies(none -> assertThat(none.problem().code()).isEqualTo(Code.LB2003));
    assertThat(state).doesNotExist();
  }
}
