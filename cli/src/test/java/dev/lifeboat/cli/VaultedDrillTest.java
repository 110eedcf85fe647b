package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Goal: a shop of which nothing but a vault is elsewhere comes back from that vault alone once its
/// region is lost or its rows are damaged, and comes home without a loss; and nobody is fenced for
/// what a vault does not have.
///
/// Method: the commands that a person types, in labs of the storefront.
@Timeout(600)
final class VaultedDrillTest {
  private static final Wait RESTART = new Wait(Duration.ofMinutes(2), Duration.ofMillis(100));

  private VaultedPlan plan;

  @BeforeEach
  void make() throws IOException, InterruptedException {
    ToolCache.useForPrograms();
    plan = VaultedPlan.make();
  }

  @AfterEach
  void end() throws IOException {
    var _ = tell("lab", "down", plan.file());
    plan.close();
  }

  private Invocation tell(Object... words) {
    var all = new Object[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--state";
    all[words.length + 1] = plan.state();
    return Invocation.of(all);
  }

  private Invocation exits(int code, Object... words) {
    var told = tell(words);
    assertThat(told.exitCode())
        .withFailMessage(() -> "%d instead of %d: %s".formatted(told.exitCode(), code, told))
        .isEqualTo(code);
    return told;
  }

  /// A lab of the drill's own; the drill in one that was left before is below.
  @Test
  @Tag("proof")
  void the_shop_is_recovered_from_its_vault_and_comes_home() {
    assertRecovered(exits(0, "drill", plan.file(), "--scenario", "region-loss", "--json").json());
  }

  private static void assertRecovered(JsonNode drill) {
    assertThat(drill.path("outcome").asString()).isEqualTo("passed");
    assertThat(drill.path("rpo").path("seconds").asDouble())
        .as("log comes each second")
        .isLessThan(30);
    assertThat(drill.path("steps").toString()).contains("restore-orders", "Restored");
    assertThat(drill.path("failback").path("lost").asInt(-1)).isZero();
    assertThat(drill.path("residue")).isEmpty();
    assertThat(drill.path("ledger").path("matchesCanary").asBoolean()).isTrue();
  }

  /// Goal: what a bad UPDATE did is undone as if it had never been, what was written since is told
  /// row by row, and the shop can be lost again the next minute.
  ///
  /// Method: two drills in one lab, so that the writer leaves, comes home and leaves again.
  @Test
  void the_shop_is_brought_back_to_before_a_bad_update_and_is_lost_again() throws Exception {
    exits(0, "lab", "up", plan.file());
    assertProven();
    var drill = exits(0, "drill", plan.file(), "--scenario", "data-corruption", "--json").json();

    assertThat(drill.path("outcome").asString()).isEqualTo("passed");
    assertThat(drill.path("criteria").path("recovery").path("why").asString())
        .contains("begun by a person who read it", "none is in west");
    long lost = drill.path("writes").path("lost").asLong();
    assertThat(lost).as("clients wrote until the fence").isPositive();
    assertThat(drill.path("rpo").path("seconds").asDouble()).isGreaterThan(2);
    assertThat(drill.path("ledger").path("lost").asLong()).isEqualTo(lost);
    assertThat(drill.path("ledger").path("matchesCanary").asBoolean()).isTrue();
    assertThat(drill.path("ledger").path("rows").asLong())
        .as("damaged rows are in it too")
        .isGreaterThan(lost);
    assertThat(drill.path("failback").path("lost").asInt(-1)).isZero();
    assertThat(drill.path("residue")).isEmpty();
    var folder = Path.of(drill.path("evidence").path("folder").asString());
    exits(0, "evidence", "verify", folder);
    assertThat(byPython(folder)).contains(": intact", ", %d lost".formatted(lost));
    assertThat(Files.readString(folder.resolve("journal.jsonl")))
        .contains("\"LossAccepted\"", "would be as it was before");
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("data-corruption", "as it was before");

    assertRecovered(exits(0, "drill", plan.file(), "--scenario", "region-loss", "--json").json());
  }

  /// What the vault has is restored, started beside the shop, read, and removed again.
  private void assertProven() {
    exits(0, "backup", plan.file(), "--now");
    var test = exits(0, "restore", plan.file(), "--test", "--json").json().path("restores").get(0);
    assertThat(test.path("proof").path("checked").toString())
        .contains("amcheck: ", " B-trees, and each table", "read: ");
    assertThat(test.path("proof").path("point").path("bytes").asLong()).isPositive();
    var points = exits(0, "points", plan.file(), "--history", "--json").json().path("points");
    assertThat(points.get(0).path("past").path("proofs").get(0)).isEqualTo(test.path("proof"));
    assertThat(exits(0, "points", plan.file(), "--history").out())
        .contains("restore tests: 1 of 1 proven", "succeeded");
    assertThat(tell("status", plan.file()).out()).contains("restored to try it");
  }

  /// What the verifier in Python says of a folder, whose key it does not know.
  private static String byPython(Path folder) throws Exception {
    var script = Path.of("..", "docs", "verify-evidence.py").toString();
    var verifier = new ProcessBuilder("python3", script, folder.toString());
    var told = verifier.redirectErrorStream(true).start().inputReader(StandardCharsets.UTF_8);
    return String.join("\n", told.readAllLines());
  }

  @Test
  @Tag("invariant-72")
  @Tag("proof")
  void nobody_is_fenced_without_a_point_of_the_present_writer() throws Exception {
    exits(0, "lab", "up", plan.file());
    var away = plan.root().resolve("away");
    Files.move(plan.key(), away);
    assertThat(exits(2, "failover", plan.file()).err()).contains("LB1004", "vault 'offsite'");
    assertThat(exits(2, "failover", plan.file(), "--accept-loss", "tired", "--as", "ann").err())
        .as("there would be no writer at all")
        .contains("LB1004");
    assertThat(writer()).isEqualTo("east");
    Files.move(away, plan.key());
    exits(0, "lab", "break", plan.file(), "region", "east");
    exits(0, "failover", plan.file());
    assertThat(writer()).isEqualTo("west");

    assertThat(exits(4, "failover", plan.file()).err())
        .as("the vault has the writer before this one")
        .contains("LB3011", "'orders' in vault 'offsite' followed the writer of epoch 1");
    assertThat(writer()).isEqualTo("west");
    exits(0, "lab", "break", plan.file(), "postmaster", "orders");
    exits(0, "lab", "heal", plan.file(), "postmaster", "orders");
    assertThat(RESTART.until(this::writes))
        .as("what was restored and promoted starts again as the writer")
        .isTrue();
  }

  private Lab lab() throws Exception {
    return Lab.attach(Kinds.read(plan.file()).plan(), plan.state());
  }

  private String writer() throws Exception {
    return lab().placements().required("shop").writer();
  }

  private boolean writes() throws Exception {
    var seen = lab().clients().agent("west").freshState("orders").databases().get("orders");
    return seen != null && seen.writable().orElse(false);
  }
}
