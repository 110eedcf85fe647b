package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.RestoredLog;
import dev.lifeboat.provider.VaultLook;
import dev.lifeboat.provider.VaultPoint;
import dev.lifeboat.provider.VaultWish;
import dev.lifeboat.provider.VaultWish.Patience;
import java.nio.file.Files;
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
  private static final VaultWish THOROUGH = VaultWish.of("orders", 1).with(Patience.THOROUGH);

  @TempDir private Path state;
  private KeptShop shop;
  private final AtomicInteger opened = new AtomicInteger();

  @BeforeEach
  void keep() throws Exception {
    shop = new KeptShop(state);
    shop.backup.run(false);
  }

  private VaultLook look(PlanVaults vaults, Duration patient, long writer) throws Exception {
    return looks(vaults, patient).look(VaultWish.of("orders", writer));
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

  /// A vault with a base of its own.
  private MemoryVault another() throws Exception {
    var other = new KeptShop(Files.createDirectory(state.resolve("another")));
    other.backup.run(false);
    return other.vault;
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
            .look(THOROUGH);

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
    assertThat(looks(noCopy, Duration.ofDays(1)).look(THOROUGH))
        .isInstanceOfSatisfying(
            VaultLook.Found.class,
            it -> {
              assertThat(it.point().vault()).isEqualTo("offsite");
              assertThat(it.unread()).isEmpty();
            });

    shop.vault.end("0/0");
    assertThat(looks(noCopy, QUICK).look(THOROUGH))
        .isInstanceOfSatisfying(
            VaultLook.Found.class,
            it -> assertThat(it.unread()).singleElement().asString().contains("vault 'far'"));
  }

  /// Goal: a person who accepts a loss waits for no vault that hangs. Method: the other one has a
  /// point of another writer, which nobody would take without waiting.
  @Test
  void whoever_accepted_the_loss_waits_for_no_vault_that_hangs() throws Exception {
    PlanVaults noVault = place -> place.name().equals("offsite") ? hangs() : shop.vault;
    var wish = VaultWish.of("orders", 9).with(Patience.LOSS_ACCEPTED);

    assertThat(looks(noVault, Duration.ofDays(1)).look(wish))
        .isInstanceOfSatisfying(
            VaultLook.Found.class,
            it -> {
              assertThat(it.point().vault()).isEqualTo("far");
              assertThat(it.unread()).singleElement().asString().contains("vault 'offsite'");
            });
  }

  /// Goal: what leads up to a gap can be told and restored, and is never taken for all there is.
  /// Method: both vaults have the gap; then one of them is whole.
  @Test
  void what_leads_up_to_a_gap_is_found_where_nothing_whole_is() throws Exception {
    shop.vault.end("0/9");
    shop.vault.gap("0/5");
    assertThat(look(_ -> shop.vault, QUICK, 1).found())
        .hasValueSatisfying(it -> {
          assertThat(it.reaches()).isEqualTo("0/5");
          assertThat(it.end())
              .isInstanceOfSatisfying(
                  VaultPoint.End.Gap.class,
                  gap -> assertThat(gap.why()).isEqualTo("its log has a gap"));
        });
    var restores = new VaultRestores(shop.backup.controlled(), _ -> shop.vault, shop.backup.host());
    var point = restores.look("orders", 1).found().orElseThrow();
    assertThat(restores.restore(point, "orders", state.resolve("to")))
        .isEqualTo(new RestoredLog("offsite", 1, "0/5"));

    var whole = another();
    whole.end("0/2");
    PlanVaults one = place -> place.name().equals("far") ? whole : shop.vault;
    assertThat(look(one, QUICK, 1).found())
        .as("of one server and writer the log that goes further, whatever cuts it off")
        .hasValueSatisfying(it -> assertThat(it.reaches()).isEqualTo("0/5"));
    whole.end("0/5");
    assertThat(look(one, QUICK, 1).found())
        .as("of as much log the one that nothing cuts off")
        .hasValueSatisfying(it -> assertThat(it.end()).isEqualTo(new VaultPoint.End.Whole()));
  }

  /// Goal: the log of the present writer up to a gap is less old than a whole one of the writer
  /// before. Method: the copy has another server, of which nothing is noted.
  @Test
  void what_leads_up_to_a_gap_is_of_the_writer_whose_log_it_is() throws Exception {
    shop.vault.gap("0/0");
    var former = another();
    former.server("6.0");
    former.end("F/0");
    PlanVaults two = place -> place.name().equals("far") ? former : shop.vault;

    assertThat(look(two, QUICK, 1).found())
        .hasValueSatisfying(it -> {
          assertThat(it.vault()).isEqualTo("offsite");
          assertThat(it.epoch()).isEqualTo(1);
          assertThat(it.end()).isInstanceOf(VaultPoint.End.Gap.class);
        });
  }

  /// Goal: whoever accepted a loss does not lose what a slow vault has. Method: the copy, which
  /// answers at once, lacks log that is noted of the vault.
  @Test
  void a_slow_vault_that_is_noted_to_have_more_is_waited_for_beside_a_word() throws Exception {
    var less = another();
    less.end("0/0");
    PlanVaults slow =
        place -> {
          if (place.name().equals("far")) {
            return less;
          }
          return opened.incrementAndGet() == 1 ? hangs() : shop.vault;
        };
    var wish = VaultWish.of("orders", 9).with(Patience.LOSS_ACCEPTED);

    assertThat(looks(slow, Duration.ofMinutes(1)).look(wish).found())
        .hasValueSatisfying(it -> assertThat(it.vault()).isEqualTo("offsite"));
  }

  /// Goal: positions of two servers are never compared. Method: another server's log is longer.
  @Test
  void the_log_of_another_server_is_told_and_not_compared() throws Exception {
    var other = another();
    other.server("8.0");
    other.end("F/0");
    shop.vault.server("9.0");
    PlanVaults two = place -> place.name().equals("far") ? other : shop.vault;

    assertThat(look(two, QUICK, 1))
        .isInstanceOfSatisfying(
            VaultLook.Found.class,
            it -> {
              assertThat(it.point().vault()).isEqualTo("offsite");
              assertThat(it.unread())
                  .containsExactly(
                      "vault 'far' has the log of another server than vault 'offsite'");
            });
    shop.vault.server("8.1");
    assertThat(look(two, QUICK, 1))
        .as("of one server the log that began anew later is the newer one")
        .isInstanceOfSatisfying(
            VaultLook.Found.class,
            it -> {
              assertThat(it.point().vault()).isEqualTo("offsite");
              assertThat(it.unread()).isEmpty();
            });
  }
}
