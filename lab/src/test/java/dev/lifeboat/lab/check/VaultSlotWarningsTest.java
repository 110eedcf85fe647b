package dev.lifeboat.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.postgres.LogStream;
import dev.lifeboat.postgres.Slot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VaultSlotWarningsTest {
  private static final Path STOREFRONT = Path.of("..", "examples", "storefront", "lifeboat.yaml");
  private static final String PLANNED = LogStream.vaultSlot("off-site");
  private static final String RENAMED = LogStream.vaultSlot("before");

  private static Workload shop(String backup) throws Exception {
    var text =
        Files.readString(STOREFRONT).replace("    verify:", backup + "    verify:")
            + "vaults: { off-site: { url: a } }\n";
    return PlanReader.OF_ANY_PROVIDER.read("p", text).orThrow().workloads().get("shop");
  }

  private static Slot slot(String name, boolean active) {
    return new Slot(name, "physical", active, Optional.empty(), Optional.empty());
  }

  @Test
  void a_slot_of_a_vault_that_was_renamed_is_told_and_no_other() throws Exception {
    var slots =
        List.of(
            slot("lifeboat_west", false),
            slot(LogStream.VAULT_SLOT, false),
            slot(PLANNED, false),
            slot(RENAMED, false),
            slot(LogStream.vaultSlot("read"), true));

    assertThat(VaultSlotWarnings.left(slots, shop("    backup: { to: off-site }\n")))
        .containsExactly(RENAMED);
    assertThat(VaultSlotWarnings.left(slots, shop("")))
        .as("it is backed up no more")
        .containsExactly(PLANNED, RENAMED);
  }
}
