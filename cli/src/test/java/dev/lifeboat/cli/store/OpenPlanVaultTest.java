package dev.lifeboat.cli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.control.BackedUpDatabase;
import dev.lifeboat.control.PlanVault;
import dev.lifeboat.control.RestorePoint;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.DatabaseSource;
import dev.lifeboat.vault.DatabaseSource.Kind;
import dev.lifeboat.vault.FileSink;
import dev.lifeboat.vault.FolderStore;
import dev.lifeboat.vault.PassphraseCost;
import dev.lifeboat.vault.SourceHost;
import dev.lifeboat.vault.Vault;
import dev.lifeboat.vault.VaultPath;
import dev.lifeboat.vault.VaultProgress;
import dev.lifeboat.vault.VaultSecret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers that were kept as one database in a vault of a plan. Of their files only what is read
/// here is true.
class OpenPlanVaultTest {
  private static final int SEGMENT = 1 << 20;
  private static final Path STOREFRONT = Path.of("..", "examples", "storefront", "lifeboat.yaml");
  private static final FileSink.Attributes OWNER =
      new FileSink.Attributes(0700, 0, 0, Instant.EPOCH);

  @TempDir private Path folder;
  private final AtomicLong seconds = new AtomicLong();
  private Vault vault;
  private OpenPlanVault kept;
  private BackedUpDatabase orders;

  @BeforeEach
  void make() throws Exception {
    var text =
        Files.readString(STOREFRONT)
                .replace("    verify:", "    backup: { to: offsite, copyTo: far }\n    verify:")
            + "vaults: { offsite: { url: a }, far: { url: b } }\n";
    Plan plan = Kinds.READER.read("lifeboat.yaml", text).orThrow();
    orders = BackedUpDatabase.of(plan, plan.workloads().get("shop")).getFirst();
    vault = create("a");
    kept = opened(vault, "offsite");
  }

  private Vault create(String name) throws IOException {
    return Vault.create(
        new FolderStore(folder.resolve(name), Clock.systemUTC()),
        new VaultSecret.KeyFile(new byte[32]),
        new PassphraseCost(64, 1, 1),
        new SecureRandom(),
        () -> Instant.EPOCH.plusSeconds(seconds.incrementAndGet()));
  }

  private OpenPlanVault opened(Vault vault, String name) {
    var place = orders.plan().vaults().get(name);
    var ticker = new VaultTicker(_ -> {}, Clock.systemUTC(), false);
    return new OpenPlanVault(place, name, "lifeboat.yaml", vault, new OpenStores(), ticker);
  }

  private String base(String server, long from) throws Exception {
    return vault
        .backup(
            to -> {
              to.folder(VaultPath.of(""), OWNER);
              to.folder(VaultPath.of("pg_wal"), OWNER);
              file(to, "pg_wal/000000010000000000000000");
              return source(server, Kind.BASE, from);
            },
            VaultProgress.SILENT)
        .snapshot()
        .id();
  }

  private void log(String server, long from) throws Exception {
    var _ =
        vault.backup(
            to -> {
              file(to, "log");
              return source(server, Kind.LOG, from);
            },
            VaultProgress.SILENT);
  }

  private static void file(FileSink to, String name) throws IOException, InterruptedException {
    to.file(VaultPath.of(name), OWNER, new ByteArrayInputStream(new byte[SEGMENT]));
  }

  private DatabaseSource source(String server, Kind kind, long from) {
    return new DatabaseSource(
        new SourceHost(orders.host()), server, kind, 1, 0, from, from + 0x100);
  }

  private PlanVault.Reach reach() throws Exception {
    return kept.reach(orders, new RestorePoint.Latest());
  }

  /// Goal: a server that was made anew, empty, hides nothing of the one before. Method: its own log
  /// does not lead on.
  @Test
  void the_newest_server_is_restored_that_leads_there() throws Exception {
    var old = base("7", 0x28);
    assertThat(reach().snapshot()).isEqualTo(old);
    var anew = base("8", 0x28);
    assertThat(reach().snapshot()).isEqualTo(anew);

    log("8", 8L * SEGMENT);

    assertThat(reach().snapshot()).isEqualTo(old);
    assertThatExceptionOfType(ProblemException.class)
        .as("a failover has no other server for the present one")
        .isThrownBy(() -> kept.reach(orders, new RestorePoint.End()))
        .matches(it -> it.problem().code() == Code.LB9005);
    assertThat(kept.kept(orders).bases())
        .extracting(it -> it.snapshot())
        .containsExactly(anew, old);
  }

  @Test
  void another_server_is_told_with_its_first_base_alone() throws Exception {
    base("7", 0x28);
    assertThat(kept.isAnotherServer(orders)).as("the first one ever").isFalse();
    base("7", 0x200);
    assertThat(kept.isAnotherServer(orders)).as("the same").isFalse();
    base("8", 0x28);
    assertThat(kept.isAnotherServer(orders)).isTrue();
    base("8", 0x200);
    assertThat(kept.isAnotherServer(orders)).as("told already").isFalse();
  }

  @Test
  void a_copy_that_is_not_whole_is_told() throws Exception {
    base("7", 0x28);
    var copy = opened(create("b"), "far");
    assertThat(kept.copyTo(copy, orders)).isOne();
    assertThat(kept.copyTo(copy, orders)).as("it is there").isZero();

    base("7", 0x200);
    try (var packs = Files.list(folder.resolve("a/packs"))) {
      for (var pack : packs.toList()) {
        var bytes = Files.readAllBytes(pack);
        bytes[bytes.length / 2] ^= 1;
        Files.write(pack, bytes);
      }
    }
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> kept.copyTo(copy, orders))
        .matches(it -> it.problem().code() == Code.LB9003)
        .withMessageContaining("not copied");
  }

  @Test
  void what_does_not_lead_on_names_commands_of_the_plan() throws Exception {
    base("7", 0x28);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> kept.reach(orders, new RestorePoint.Named("noon")))
        .matches(it -> it.problem().code() == Code.LB9005)
        .matches(it -> it.problem().action().contains("'lifeboat backup lifeboat.yaml --now'"));
  }
}
