package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.vault.ForgetResult.Outcome;
import dev.lifeboat.vault.KeepRules.Span;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: nobody removes a snapshot that is on hold or retained, unless two say so.
class VaultCustodyTest {
  private static final KeepRules LAST = new KeepRules(Map.of(Span.LAST, 1));
  private static final VaultSecret OTHER = SampleVaults.passphrase("battery staple");

  @TempDir private Path folder;
  private final MemoryVaultStore store = new MemoryVaultStore();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-27T12:00:00Z"));
  private Path source;

  @BeforeEach
  void make() throws IOException {
    source = Files.createDirectory(folder.resolve("source"));
    SampleVaults.create(store);
  }

  private Vault vault() throws IOException {
    return SampleVaults.open(store, now::get);
  }

  private VaultCustody custody() throws IOException {
    return vault().custody();
  }

  private String backup() throws Exception {
    return backup("db");
  }

  private String backup(String host) throws Exception {
    now.updateAndGet(it -> it.plusSeconds(2));
    Files.writeString(source.resolve("file"), "content of " + now);
    return vault().backup(new SourceHost(host), source, VaultProgress.SILENT).snapshot().id();
  }

  private List<String> prune(KeepRules rules) throws Exception {
    return vault().prune(rules, Duration.ZERO, false).removed().stream().map(Snapshot::id).toList();
  }

  private void pass(long days) {
    now.updateAndGet(it -> it.plus(Duration.ofDays(days)));
  }

  private void requireRestored(String snapshot) throws Exception {
    var target = folder.resolve("target-" + now.get().toEpochMilli());
    var result =
        vault().restore(new SnapshotChoice.Id(snapshot), List.of(), target, VaultProgress.SILENT);
    assertThat(result.damages()).isEmpty();
    SampleTree.remove(target);
  }

  @Test
  void a_snapshot_on_hold_stays_until_the_hold_is_lifted() throws Exception {
    var held = backup();
    backup();
    assertThat(custody().hold(held.substring(0, 8), "case 12")).isEmpty();

    var pruned = vault().prune(LAST, Duration.ZERO, false);
    assertThat(pruned.removed()).isEmpty();
    assertThat(pruned.rest().retained())
        .extracting(it -> it.hold().orElse(""))
        .containsExactly("case 12");
    assertThatThrownBy(() -> custody().forget(held, "I want it to go"))
        .isInstanceOf(RetainedException.class)
        .hasMessageContaining("case 12");
    pass(9999);
    assertThat(prune(LAST)).isEmpty();
    requireRestored(held);

    custody().release(held, "closed");
    assertThat(prune(LAST)).containsExactly(held);
    assertThat(SampleVaults.check(store).damages()).isEmpty();
  }

  /// The removal was told, and taken back for the hold.
  @Test
  void a_snapshot_that_a_hold_saved_is_missed_when_it_goes_without_a_word() throws Exception {
    var held = backup();
    backup();
    var late =
        new StoreDecorator(store) {
          private boolean told;

          @Override
          public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
            super.put(shelf, name, bytes, length);
            if (shelf == Shelf.TRAIL && !told) {
              told = true;
              assertThat(custody().hold(held, "case 12")).isPresent();
            }
          }
        };
    assertThatThrownBy(() -> SampleVaults.open(late, now::get).prune(LAST, Duration.ZERO, false))
        .hasMessageContaining("somebody wants snapshot " + held);
    assertThat(SampleVaults.check(store).damages()).isEmpty();

    store.delete(Shelf.SNAPSHOTS, held);

    assertThat(SampleVaults.check(store).damages())
        .singleElement()
        .satisfies(it -> assertThat(it.where()).isEqualTo("snapshots/" + held));
  }

  @Test
  void a_snapshot_of_a_clock_that_is_ahead_is_not_retained_by_that() throws Exception {
    var ahead = backup();
    now.updateAndGet(it -> it.minusSeconds(60));

    assertThat(custody().forget(ahead, "wrong folder").outcome()).isEqualTo(Outcome.FORGOTTEN);
  }

  @Test
  void only_what_is_there_is_put_on_hold_and_only_a_hold_is_lifted() throws Exception {
    var held = backup();

    assertThatThrownBy(() -> custody().hold("zz", "")).isInstanceOf(NoVaultException.class);
    assertThatThrownBy(() -> custody().release(held, "")).isInstanceOf(NoVaultException.class);
  }

  @Test
  void a_class_keeps_what_it_covers_for_its_time_and_nothing_else() throws Exception {
    var of = "db:" + source.toRealPath().getParent();
    custody().retain(new VaultRetention(of, RetentionClass.FINANCIAL.days()));
    var books = backup();
    backup();
    var others = backup("web");
    backup("web");

    assertThat(prune(LAST)).containsExactly(others);
    pass(7 * 365 + 1);
    assertThat(prune(LAST)).isEmpty();
    requireRestored(books);
    pass(1);
    assertThat(prune(LAST)).containsExactly(books);
  }

  @Test
  void what_is_kept_for_ever_is() throws Exception {
    custody().retain(new VaultRetention("db:", RetentionClass.AUDIT.days()));
    var kept = backup();
    backup();
    pass(36_000);

    assertThat(prune(LAST)).isEmpty();
    requireRestored(kept);
  }

  @Test
  void a_shorter_rule_takes_nothing_away_and_a_longer_one_adds() throws Exception {
    custody().retain(new VaultRetention("", 35));
    var longer = backup();
    custody().retain(new VaultRetention("", 7));
    var shorter = backup();
    backup();

    pass(8);
    assertThat(prune(LAST)).containsExactly(shorter);
    custody().retain(new VaultRetention("db:", 40));
    custody().retain(new VaultRetention("db:", 1));
    pass(31);
    assertThat(prune(LAST)).as("day 39").isEmpty();
    requireRestored(longer);
    pass(2);
    assertThat(prune(LAST)).containsExactly(longer);
  }

  /// It may be older than every rule.
  @Test
  void a_snapshot_of_an_older_release_is_kept_by_each_rule() throws Exception {
    var old = backup();
    backup();
    var keys = SampleVaults.keys(store);
    var manifests = new Manifests(store, keys, new SecureRandom());
    var known = manifests.one(new SnapshotChoice.Id(old));
    store.delete(Shelf.SNAPSHOTS, old);
    manifests.write(new Snapshot.Manifest(known.snapshot(), known.tree()));
    for (var entry : store.list(Shelf.TRAIL).subList(0, 2)) {
      store.delete(Shelf.TRAIL, entry.name());
      custody().forget("trail/" + entry.name(), "no older release had one");
    }
    custody().retain(new VaultRetention("", 14));
    custody().retain(new VaultRetention("", 1));
    pass(2);

    assertThat(prune(LAST)).isEmpty();
    pass(13);
    assertThat(prune(LAST)).containsExactly(old);
  }

  @Test
  void the_vaults_own_rules_hold_for_each_prune_and_others_only_beside_them() throws Exception {
    custody().keep(new KeepRules(Map.of(Span.LAST, 2, Span.MONTHLY, 3)));
    var first = backup();
    pass(40);
    var second = backup();
    var third = backup();
    var fourth = backup();

    assertThat(prune(new KeepRules(Map.of(Span.LAST, 4)))).isEmpty();
    assertThat(prune(LAST)).containsExactly(second);
    custody().keep(new KeepRules(Map.of(Span.LAST, 1)));
    assertThat(prune(new KeepRules(Map.of()))).containsExactlyInAnyOrder(first, third);
    requireRestored(fourth);
  }

  @Test
  void before_its_time_a_snapshot_goes_by_two_keys_alone() throws Exception {
    var ring = VaultKeySlots.open(store, SampleVaults.SECRET, new SecureRandom());
    ring.add(OTHER, SampleVaults.CHEAP);
    custody().retain(new VaultRetention("", 35));
    var early = backup();

    assertThat(custody().forget(early, "a password is in it").outcome()).isEqualTo(Outcome.ASKED);
    assertThat(custody().forget(early, "again").outcome())
        .as("whoever asked may not confirm")
        .isEqualTo(Outcome.ASKED);
    assertThat(prune(LAST)).isEmpty();
    requireRestored(early);

    assertThat(other(OTHER).forget(early, "seen").outcome()).isEqualTo(Outcome.FORGOTTEN);
    assertThat(store.list(Shelf.SNAPSHOTS)).isEmpty();
    assertThat(SampleVaults.check(store).damages()).isEmpty();
  }

  private VaultCustody other(VaultSecret secret) throws IOException {
    return Vault.open(store, secret, new SecureRandom(), now::get).custody();
  }

  /// Else whoever asks makes a second key and confirms.
  @Test
  void a_key_that_came_after_the_request_confirms_nothing() throws Exception {
    custody().retain(new VaultRetention("", 35));
    var early = backup();
    custody().forget(early, "I want it to go");
    var ring = VaultKeySlots.open(store, SampleVaults.SECRET, new SecureRandom());
    ring.add(OTHER, SampleVaults.CHEAP);

    assertThat(other(OTHER).forget(early, "me too").outcome()).isEqualTo(Outcome.ASKED);
    assertThat(custody().forget(early, "so we are two").outcome()).isEqualTo(Outcome.ASKED);
    requireRestored(early);
  }

  @Test
  void a_request_that_nobody_confirmed_within_a_week_is_none() throws Exception {
    var ring = VaultKeySlots.open(store, SampleVaults.SECRET, new SecureRandom());
    ring.add(OTHER, SampleVaults.CHEAP);
    custody().retain(new VaultRetention("", 35));
    var early = backup();
    custody().forget(early, "I want it to go");
    pass(8);

    assertThat(other(OTHER).forget(early, "late").outcome()).isEqualTo(Outcome.ASKED);
    requireRestored(early);
  }

  @Test
  void what_nobody_can_read_is_forgotten_and_prunes_go_on() throws Exception {
    var lost = backup();
    var kept = backup();
    var bytes = store.get(Shelf.SNAPSHOTS, lost);
    bytes[60] ^= 1;
    store.delete(Shelf.SNAPSHOTS, lost);
    store.put(Shelf.SNAPSHOTS, lost, bytes, bytes.length);
    assertThatThrownBy(() -> prune(LAST)).isInstanceOf(DamageException.class);

    assertThat(custody().forget("snapshots/" + lost, "the disk rotted").outcome())
        .isEqualTo(Outcome.FORGOTTEN);

    assertThat(prune(LAST)).isEmpty();
    assertThat(SampleVaults.check(store).damages()).isEmpty();
    requireRestored(kept);
  }

  @Test
  void a_rule_is_of_some_days() {
    assertThatIllegalArgumentException().isThrownBy(() -> new VaultRetention("", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new VaultRetention("", -2));
  }

  @Test
  void a_source_is_covered_by_its_host_and_by_each_folder_above_it() {
    var path = VaultPath.of("db:/srv/books");
    for (var rule : List.of("", "db:", "db:/", "db:/srv", "db:/srv/", "db:/srv/books")) {
      assertThat(new VaultRetention(rule, 1).covers(path)).as(rule).isTrue();
    }
    for (var rule : List.of("d", "db", "db:/sr", "db:/srv/books/a", "web:")) {
      assertThat(new VaultRetention(rule, 1).covers(path)).as(rule).isFalse();
    }
  }
}
