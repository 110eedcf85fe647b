package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two databases of one workload, into folders of their own.
class PlanRestoreTest {
  @TempDir private Path folder;
  private final MemoryVault vault = new MemoryVault(Clock.systemUTC());
  private List<BackedUpDatabase> databases;

  @BeforeEach
  void read_a_plan() throws Exception {
    var text =
        Files.readString(StorefrontPlan.PLAN)
                .replace("    verify:", "    backup: { to: offsite }\n    verify:")
                .replace(
                    "      images:",
                    "      bills: { type: database, engine: postgresql }\n      images:")
            + "vaults: { offsite: { url: a } }\n";
    var file = StorefrontPlan.read(Files.writeString(folder.resolve("lifeboat.yaml"), text));
    databases = BackedUpDatabase.of(file.plan(), file.workload("shop"));
    assertThat(databases).hasSize(2);
  }

  private List<PlanRestore.Outcome> restore(boolean dry) throws Exception {
    return new PlanRestore(_ -> vault)
        .restore(
            databases,
            databases.getFirst().vault(),
            new RestorePoint.Latest(),
            folder.resolve("new"),
            dry);
  }

  @Test
  void each_comes_into_a_folder_of_its_name() throws Exception {
    assertThat(restore(true)).hasSize(2);
    assertThat(vault.restored()).isEmpty();

    assertThat(restore(false)).hasSize(2);
    assertThat(vault.restored())
        .containsExactly(folder.resolve("new/orders"), folder.resolve("new/bills"));
  }

  /// Else one is brought back, and the other refused. Seen red without the look beforehand.
  @Test
  void where_one_folder_is_in_use_none_is_written() throws Exception {
    Files.createFile(Files.createDirectories(folder.resolve("new/bills")).resolve("somebodys"));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> restore(false))
        .matches(it -> it.problem().code() == Code.LB9002)
        .withMessageContaining("bills is not empty");
    assertThat(vault.restored()).isEmpty();
  }

  @Test
  void the_one_that_has_no_such_point_is_named() {
    vault.fail(
        Optional.of(ProblemException.lasting(Code.LB9005, "it ends before", "nothing", "another")));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> restore(false))
        .matches(it -> it.problem().code() == Code.LB9005)
        .withMessageContaining("'orders': it ends before");
  }
}
