package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.VaultLook;
import dev.lifeboat.provider.VaultPoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Patience with vaults: how long each look waits.
final class RestoreLooksTest {
  private static final Duration QUICK = Duration.ofMillis(300);

  @TempDir private Path state;
  private KeptShop shop;
  private final AtomicInteger opened = new AtomicInteger();

  @BeforeEach
  void keep() throws Exception {
    shop = new KeptShop(state);
    shop.backup.run(false);
  }

  private VaultLook look(PlanVaults vaults, Duration patient, long writer) throws Exception {
    return looks(vaults, patient).look(writer);
  }

  private RestoreLooks looks(PlanVaults vaults, Duration patient) throws Exception {
    var controlled = shop.backup.controlled();
    var of =
        BackedUpDatabase.of(controlled.file().plan(), controlled.workload()).stream()
            .filter(it -> it.database().name().equals("orders"))
            .findFirst()
            .orElseThrow();
    var notes = new PointNotes(WatchSources.of(controlled).notes(), "shop");
    return new RestoreLooks(vaults, notes, of, of.vaults(), QUICK, patient);
  }

  private static PlanVault hangs() throws ProblemException {
    try {
      new CountDownLatch(1).await();
      throw new AssertionError("it never opens");
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(ended);
    }
  }

  /// Slower than the quick look, which is interrupted.
  private PlanVault slow(VaultPlace place) throws ProblemException {
    return opened.incrementAndGet() <= 2 ? hangs() : shop.vault;
  }

  @Test
  void a_vault_that_is_slow_is_waited_for_where_nothing_else_is_there() throws Exception {
    assertThat(look(this::slow, Duration.ofMinutes(1), 1).found())
        .map(VaultPoint::epoch)
        .contains(1L);
  }

  @Test
  void one_that_hangs_holds_up_nobody_where_another_has_the_present_writer() throws Exception {
    var look =
        look(place -> place.name().equals("offsite") ? hangs() : shop.vault, Duration.ofDays(1), 1);

    assertThat(look)
        .isInstanceOfSatisfying(
            VaultLook.Found.class,
            it -> {
              assertThat(it.point().vault()).isEqualTo("far");
              assertThat(it.unread()).singleElement().asString().contains("no answer in");
            });
  }

  /// It may have newer log, which a restore would lose for ever.
  @Test
  void before_a_restore_one_that_may_have_newer_log_is_waited_for() throws Exception {
    var quick = new AtomicInteger();
    var look =
        looks(
                place ->
                    place.name().equals("offsite") && quick.incrementAndGet() == 1
                        ? hangs()
                        : shop.vault,
                Duration.ofMinutes(1))
            .lookToRestore(1);

    assertThat(look)
        .isInstanceOfSatisfying(VaultLook.Found.class, it -> assertThat(it.unread()).isEmpty());
    assertThat(quick).hasValue(2);
  }

  /// Else a region without room for a week's log would be found out after the fence.
  @Test
  void the_log_behind_the_base_counts_as_what_is_brought_back() throws Exception {
    shop.vault.end("0/1");
    var base = look(_ -> shop.vault, QUICK, 1).found().orElseThrow().bytes();
    shop.vault.end("1/1");

    assertThat(look(_ -> shop.vault, QUICK, 1).found())
        .map(VaultPoint::bytes)
        .contains(base + (1L << 32));
  }

  /// Goal: nobody waits for a copy of what was read, unless more is noted of it. Method: the copy
  /// hangs; then the vault has lost what was copied from it.
  @Test
  void a_copy_is_not_waited_for_where_the_vault_has_as_much() throws Exception {
    PlanVaults noCopy = place -> place.name().equals("far") ? hangs() : shop.vault;
    assertThat(looks(noCopy, Duration.ofDays(1)).lookToRestore(1))
        .isInstanceOfSatisfying(
            VaultLook.Found.class,
            it -> {
              assertThat(it.point().vault()).isEqualTo("offsite");
              assertThat(it.unread()).isEmpty();
            });

    shop.vault.end("0/0");
    assertThat(looks(noCopy, QUICK).lookToRestore(1))
        .isInstanceOfSatisfying(
            VaultLook.Found.class,
            it -> assertThat(it.unread()).singleElement().asString().contains("vault 'far'"));
  }
}
