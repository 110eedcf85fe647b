package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.lab.lockedbucket.BucketLogin;
import dev.lifeboat.lab.lockedbucket.LockedBucketConfig;
import dev.lifeboat.lab.lockedbucket.LockedBucketMain;
import dev.lifeboat.wire.JavaCommand;
import dev.lifeboat.wire.ProgramJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Goal: an attacker who has the login that writes to the vault takes nothing from it, and the shop
/// is served as it was before him.
///
/// Method: the commands that a person types, in processes whose environment has that login; the
/// store is a process of its own, which they do not own.
@Timeout(600)
final class RansomwareDrillTest {
  private static final BucketLogin WRITER =
      new BucketLogin("east-writer", BucketLogin.Right.WRITER, "writer", "writers-secret");
  private static final String NAME = "storefront";
  private static final long MONTH = 30 * 86_400L;

  /// Backups lengthen locks beyond a month: a bucket that refused that would count it among the
  /// attacks, and tell its keeper of a thief who is none.
  private static final long LONGEST = 3 * MONTH;

  private VaultedPlan plan;
  private Process store;
  private String address;

  @BeforeEach
  void make() throws Exception {
    ToolCache.useForPrograms();
    plan = VaultedPlan.make();
    var config =
        new LockedBucketConfig(
            new HostPort("127.0.0.1", 0), "vaults", MONTH, LONGEST, List.of(WRITER), stored());
    var file = Files.write(plan.root().resolve("store.json"), ProgramJson.write(config));
    var command = JavaCommand.ofThisProcess();
    var line = new ArrayList<>(command.line(LockedBucketMain.class, file.toString()));
    line.add(line.indexOf("-cp"), "-Xmx512m"); // Four packs, each as it came and as it was signed.
    store = new ProcessBuilder(line).redirectError(log().toFile()).start();
    var ready = store.inputReader(StandardCharsets.UTF_8).readLine();
    address = "http://127.0.0.1:" + ready.split(" ")[1];
  }

  @AfterEach
  void end() throws IOException {
    var _ = Invocation.of("lab", "down", plan.file(), "--state", plan.state());
    store.destroyForcibly().onExit().join();
    plan.close();
  }

  private Path stored() {
    return plan.root().resolve("store");
  }

  private Path log() {
    return plan.root().resolve("store.log");
  }

  /// @return what the command printed
  private String exits(int code, Object... words) throws IOException, InterruptedException {
    var typed = Stream.of(words).map(Object::toString).toArray(String[]::new);
    var line = new ArrayList<>(JavaCommand.ofThisProcess().line(Main.class, typed));
    var tools = System.getProperty("lifeboat.s3");
    if (tools != null) {
      line.add(1, "-Dlifeboat.s3=" + tools);
    }
    var errors = plan.root().resolve("errors.log");
    var builder = new ProcessBuilder(line).redirectError(errors.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ACCESS_KEY_ID",
                WRITER.key(),
                "AWS_SECRET_ACCESS_KEY",
                WRITER.secret(),
                "AWS_ENDPOINT_URL_S3",
                address,
                "AWS_REGION",
                "eu-central-1"));
    var process = builder.start();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out + Files.readString(errors)).isEqualTo(code);
    return out;
  }

  private static JsonNode json(String out) {
    return JsonMapper.shared().readTree(out);
  }

  private long objects() throws IOException {
    try (var files = Files.list(stored().resolve("objects"))) {
      return files.filter(it -> it.toString().endsWith(".object")).count();
    }
  }

  @Test
  void a_vault_in_a_folder_is_not_attacked() {
    var told = attack("--confirm", NAME);
    assertThat(told.exitCode()).as(told.toString()).isEqualTo(2);
    assertThat(told.err()).contains("LB1003", "in a folder, which whoever writes there may delete");
  }

  private Invocation attack(String... more) {
    var words =
        Stream.concat(
            Stream.of("drill", plan.file(), "--scenario", "ransomware", "--state", plan.state()),
            Stream.of(more));
    return Invocation.of(words.map(Object::toString).toArray());
  }

  /// It is on the vaults of the plan, which a lab has too.
  @Test
  void nobody_attacks_a_vault_unasked_or_in_a_rehearsal() throws Exception {
    var unasked = attack();
    assertThat(unasked.exitCode()).as(unasked.toString()).isEqualTo(2);
    assertThat(unasked.err()).contains("LB1006", "attacks the vaults of plan 'storefront'");
    var rehearsed = attack("--in", "lab", "--confirm", NAME);
    assertThat(rehearsed.exitCode()).as(rehearsed.toString()).isEqualTo(2);
    assertThat(rehearsed.err()).contains("LB1005", "cannot be rehearsed in a lab");
  }

  @Test
  @Tag("proof")
  void the_shop_is_brought_back_to_before_an_attacker_who_has_the_writers_login() throws Exception {
    var text = Files.readString(plan.file());
    Files.writeString(plan.file(), text.replace("url: vault", "url: s3://vaults/shop"));
    exits(0, "vault", "init", "s3://vaults/shop", "--key-file", plan.key());
    exits(0, "lab", "up", plan.file(), "--state", plan.state());

    var drill =
        json(
            exits(
                0,
                "drill",
                plan.file(),
                "--scenario",
                "ransomware",
                "--confirm",
                NAME,
                "--json",
                "--state",
                plan.state()));

    assertThat(drill.path("outcome").asString()).isEqualTo("passed");
    assertThat(drill.path("criteria").path("recovery").path("why").asString())
        .contains("the store of vault 'offsite' refused", "none is in west");
    long lost = drill.path("writes").path("lost").asLong();
    assertThat(lost).as("clients wrote until the fence").isPositive();
    assertThat(drill.path("ledger").path("lost").asLong()).isEqualTo(lost);
    assertThat(drill.path("ledger").path("matchesCanary").asBoolean()).isTrue();
    assertThat(drill.path("failback").path("lost").asInt(-1)).isZero();
    assertThat(drill.path("residue")).isEmpty();
    assertThat(drill.toString()).contains("\"ransomware\"");

    var seen = Files.readAllLines(stored().resolve("attempts.jsonl"));
    assertThat(seen).as("seven calls against each object").hasSizeGreaterThan(60);
    assertThat(seen).allMatch(it -> it.contains("\"east-writer\""));
    assertThat(Files.readString(log()))
        .contains("\"east-writer\",\"method\":\"DELETE\"", "is kept until");
    assertThat(objects()).as("objects that stayed").isGreaterThan(10);
    exits(0, "vault", "check", "s3://vaults/shop", "--key-file", plan.key(), "--read-data");
  }
}
