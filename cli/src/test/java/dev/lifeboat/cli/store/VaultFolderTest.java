package dev.lifeboat.cli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Else a backup would go where no failover looks for it.
final class VaultFolderTest {
  private static final Path STOREFRONT = Path.of("..", "examples", "storefront", "lifeboat.yaml");

  private static final VaultPlace OFFSITE =
      new VaultPlace("offsite", "vault", Optional.empty(), Optional.empty(), Optional.empty());

  @TempDir private Path folder;

  /// Goal: each command finds one vault, also a run that is taken up from a plan in its own folder.
  /// Method: no lab is there; then one that was brought up with a plan elsewhere.
  @Test
  void the_plan_that_a_lab_was_brought_up_with_says_where_vaults_are() throws Exception {
    var runs = Files.createDirectories(folder.resolve("state/runs/r-1"));
    var file = Kinds.read(Files.copy(STOREFRONT, runs.resolve("plan.yaml")));
    var state = folder.resolve("state");
    assertThat(new VaultFolder(file, state).of(OFFSITE)).isEqualTo(runs);

    var lab = Files.createDirectories(state.resolve("lab/storefront"));
    var shop = Files.createDirectories(folder.resolve("shop"));
    Files.writeString(lab.resolve("plan-folder.txt"), shop.toString());
    assertThat(new VaultFolder(file, state).of(OFFSITE)).isEqualTo(shop);

    Files.createDirectory(shop.resolve("vault"));
    assertThat(new VaultFolder(file, state).of(OFFSITE)).isEqualTo(shop);
    Files.createDirectory(runs.resolve("vault"));
    assertThatExceptionOfType(ProblemException.class)
        .as("one of two plans of a name would be kept in the other one's vault")
        .isThrownBy(() -> new VaultFolder(file, state).of(OFFSITE))
        .withMessageContaining("vault 'offsite' is in two places");

    var nested =
        new VaultPlace(
            "offsite", "kept/vault", Optional.empty(), Optional.empty(), Optional.empty());
    Files.createDirectories(shop.resolve("kept/vault"));
    Files.createDirectories(runs.resolve("kept/vault"));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> new VaultFolder(file, state).of(nested))
        .satisfies(it ->
            assertThat(it.problem().action())
                .as("the plan is not beside the vault")
                .startsWith("name the plan file in %s, or".formatted(shop)));
  }
}
