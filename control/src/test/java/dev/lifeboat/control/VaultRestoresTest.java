package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.RestoredLog;
import dev.lifeboat.provider.VaultLook;
import dev.lifeboat.provider.VaultPoint;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Points from which a workload is recovered, and whose they are.
final class VaultRestoresTest {
  private static final ProblemException GONE =
      ProblemException.lasting(Code.LB9003, "it is gone", "nothing", "mend it");

  private static final String AT_HOME = "{ url: 's3://a/b', region: east }";

  @TempDir private Path state;
  private KeptShop shop;
  private VaultRestores restores;

  @BeforeEach
  void make() throws Exception {
    shop = new KeptShop(state);
    // Both vaults have what the first one has.
    restores = restores(_ -> shop.vault);
  }

  private VaultRestores restores(PlanVaults vaults) {
    return new VaultRestores(shop.backup.controlled(), vaults, shop.backup.host());
  }

  private VaultPoint point() throws Exception {
    return restores.look("orders", 1).found().orElseThrow();
  }

  @Test
  void a_point_is_of_the_writer_that_was_kept_when_it_was_taken() throws Exception {
    assertThat(restores.look("orders", 1)).isInstanceOf(VaultLook.Empty.class);
    shop.backup.run(false);

    assertThat(point().epoch()).isEqualTo(1);
    assertThat(restores.noted("orders"))
        .hasValueSatisfying(it -> {
          assertThat(it.epoch()).isEqualTo(1);
          assertThat(it.reaches()).isEqualTo("0/1");
        });
  }

  /// Goal: what another writer left in the vault is never taken for the present one's. Method: the
  /// notes go; then they are of a longer log, and of another timeline.
  @Test
  void what_no_note_tells_is_of_nobody() throws Exception {
    shop.backup.run(false);
    var folder = shop.backup.controlled().state().resolve("watch").resolve("storefront");
    var notes = shop.regions.notes().orElse(folder);
    var note = notes.resolve("shop.orders.offsite.backup.json");
    var text = Files.readString(note);
    for (var other :
        new String[] {
          text.replace("\"0/1\"", "\"0/2\""),
          text.replace("\"timeline\":1", "\"timeline\":2"),
          text.replace("\"7.0\"", "\"8.0\""),
          text.replace(",\"server\":\"7.0\"", ""),
          text.replaceAll(",\"epoch\":1,\"timeline\":1", "")
        }) {
      assertThat(other).isNotEqualTo(text);
      Files.writeString(note, other);
      Files.deleteIfExists(notes.resolve("shop.orders.far.backup.json"));
      assertThat(point().epoch()).as(other).isZero();
    }
  }

  /// Two labs that are fresh both begin with epoch 1, timeline 1 and the same positions.
  @Test
  void a_server_that_was_made_anew_is_never_taken_for_the_one_that_was_noted() throws Exception {
    shop.backup.run(false);
    var before = point();
    shop.vault.server("8.0");

    assertThat(point().epoch()).isZero();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> restores.restore(before, "orders", state.resolve("restored")))
        .matches(it -> it.problem().happened().contains("changed while"));
  }

  @Test
  void the_copy_is_asked_where_the_vault_cannot_be_read_and_both_are_told() throws Exception {
    shop.backup.run(false);
    restores =
        restores(place -> {
          if (place.name().equals("offsite")) {
            throw GONE;
          }
          return shop.vault;
        });

    var look = restores.look("orders", 1);

    assertThat(look.found()).map(VaultPoint::vault).contains("far");
    assertThat(look)
        .isInstanceOfSatisfying(
            VaultLook.Found.class,
            it -> assertThat(it.unread()).containsExactly("vault 'offsite': it is gone"));
    restores =
        restores(_ -> {
          throw GONE;
        });
    assertThat(restores.look("orders", 1).hindrance())
        .map(Problem::happened)
        .hasValueSatisfying(it -> assertThat(it).startsWith("vault 'offsite': it is gone"));
  }

  /// Goal: what is lost with the writer's region neither protects it nor can be restored, however
  /// new it is. Method: the first vault lies there; then the other one cannot be read.
  @Test
  void a_vault_in_the_region_of_the_writer_counts_for_nothing() throws Exception {
    shop = new KeptShop(Files.createDirectory(state.resolve("home")), AT_HOME);
    restores = restores(_ -> shop.vault);
    shop.backup.run(false);

    assertThat(restores.look("orders", 1).found()).map(VaultPoint::vault).contains("far");
    assertThat(restores.noted("orders")).map(VaultPoint::vault).contains("far");

    restores =
        restores(place -> {
          if (place.name().equals("far")) {
            throw GONE;
          }
          return shop.vault;
        });
    assertThat(restores.look("orders", 1)).isInstanceOf(VaultLook.Unread.class);
  }

  /// Clocks go wrong; a log only grows.
  @Test
  void the_longest_log_wins_and_not_the_latest_clock() {
    var old = at(1, "1/10", Instant.parse("2030-01-01T00:00:00Z"));
    var longer = at(1, "A/0", Instant.EPOCH);
    var next = at(2, "0/5", Instant.EPOCH);
    assertThat(VaultPoint.BY_LOG.compare(old, longer)).isNegative();
    assertThat(VaultPoint.BY_LOG.compare(longer, next)).isNegative();
    assertThat(longer.reaches(1, "9/FFFFFFFF")).isTrue();
    assertThat(longer.reaches(1, "A/1")).isFalse();
    assertThat(longer.reaches(2, "0/0")).isFalse();
  }

  /// Goal: files are never told to hold less log than they do. Method: the vault goes on between
  /// the look and the restore; then it has lost what was seen.
  @Test
  void what_came_back_is_told_and_not_what_was_seen_before() throws Exception {
    shop.backup.run(false);
    var seen = point();
    shop.vault.end("0/2");
    assertThat(restores.restore(seen, "orders", state.resolve("to")))
        .isEqualTo(new RestoredLog("offsite", 1, "0/2"));
    shop.vault.end("0/0");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> restores.restore(seen, "orders", state.resolve("to")))
        .matches(it -> it.problem().retry() == Problem.Retry.LATER);
  }

  /// Goal: a damaged file in one vault costs nothing that another one has. Method: each of them is
  /// damaged in turn, then both are.
  @Test
  void a_vault_that_is_damaged_blocks_no_other() throws Exception {
    shop.backup.run(false);
    var whole = new MemoryVault(Clock.systemUTC());
    restores = restores(it -> it.name().equals("far") ? whole : shop.vault);
    var seen = point();
    assertThat(seen.vault()).isEqualTo("offsite");
    shop.vault.damage("base/1/2");

    assertThat(restores.restore(seen, "orders", state.resolve("to")))
        .isEqualTo(new RestoredLog("far", 1, "0/1"));
    whole.end("0/0");
    assertThatExceptionOfType(ProblemException.class)
        .as("less than was seen is no way out")
        .isThrownBy(() -> restores.restore(seen, "orders", state.resolve("to")))
        .matches(it -> it.problem().happened().contains("is damaged: base/1/2"));
    whole.end("0/1");
    whole.damage("base/1/3");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> restores.restore(seen, "orders", state.resolve("to")))
        .matches(it -> it.problem().happened().endsWith("is damaged: base/1/2; and 1 more"))
        .matches(it -> it.problem().retry() == Problem.Retry.LATER);
  }

  private static VaultPoint at(int timeline, String reaches, Instant until) {
    return new VaultPoint("v", "s", 1, timeline, reaches, Optional.of(until), 1);
  }

  @Test
  void a_run_that_is_open_has_its_writer_kept_for_which_a_watch_would_wait() throws Exception {
    var placements = shop.regions.placements();
    var first = Placement.first("shop", "east");
    placements.compareAndSet(Optional.of(first), first.claimedBy(new RunId("r-1")));
    assertThat(shop.backup.run(false).getFirst().did()).isEqualTo(PlanBackup.Did.WAITED);

    restores.keep("orders");
    assertThat(point().epoch()).isEqualTo(1);

    shop.vault.fail(Optional.of(GONE));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> restores.keep("orders"))
        .matches(it -> it.problem().code() == Code.LB9003)
        .matches(it -> it.problem().retry() == Problem.Retry.LATER, "the run asks again");
  }
}
