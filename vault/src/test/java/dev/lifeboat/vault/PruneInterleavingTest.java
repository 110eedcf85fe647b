package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.vault.KeepRules.Span;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Goal: whatever backups and prunes do beside each other, and wherever one dies, each snapshot
/// that the vault lists comes back as its source was, the newest of each source is listed, and so
/// is each of which somebody was told that its hold stands.
///
/// Method: a run of backups, prunes and holds from a seed. Within one, at some call to the store,
/// others run from beginning to end while time passes, and at some write it dies, before or after
/// it. Each source and whoever prunes has a clock of its own, hours off; who dies has the one that
/// is ahead.
class PruneInterleavingTest {
  private static final Duration WAIT = Duration.ofHours(8);
  private static final int SOURCES = 3;
  private static final int ACTIONS = 12;
  private static final int CLOCKS_OFF = 12;

  @Property(tries = 15)
  void every_listed_snapshot_comes_back(@ForAll long seed) throws Exception {
    new World(seed).run();
  }

  @Property(tries = 2000)
  @net.jqwik.api.Tag("proof")
  void every_listed_snapshot_comes_back_two_thousand_times(@ForAll long seed) throws Exception {
    new World(seed).run();
  }

  /// What happens within another action, at its n-th call.
  private record Within(int call, Runnable action) {}

  /// Dies at its n-th write.
  private record Death(int write, boolean after) {}

  private static final class World {
    private final Random random;
    private final MemoryVaultStore store = new MemoryVaultStore();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final Map<String, String> newest = new HashMap<>();
    private final List<String> held = new ArrayList<>();
    private final Path work;
    // Of each source, and of whoever prunes.
    private final Duration[] clocks = new Duration[SOURCES + 1];

    World(long seed) throws IOException {
      random = new Random(seed);
      for (int i = 0; i < clocks.length; i++) {
        clocks[i] = Duration.ofHours(random.nextInt(-CLOCKS_OFF, CLOCKS_OFF));
      }
      work = Files.createTempDirectory("vault");
    }

    void run() throws Exception {
      try {
        SampleVaults.create(store);
        for (int i = 0; i < SOURCES; i++) {
          change(i);
        }
        for (int i = 0; i < ACTIONS; i++) {
          act();
          assertThat(SampleVaults.open(store).check(ReadShare.NONE, VaultProgress.SILENT).damages())
              .isEmpty();
        }
        restoreAll();
      } finally {
        SampleTree.remove(work);
      }
    }

    /// Files that sources share, and some of their own.
    private void change(int source) throws IOException {
      var folder = Files.createDirectories(source(source));
      for (int i = 0; i < 3; i++) {
        var bytes = new SampleTree(random.nextInt(6)).bytes(30_000);
        Files.write(folder.resolve("shared" + random.nextInt(4)), bytes);
      }
      Files.writeString(folder.resolve("own"), "own " + random.nextLong());
    }

    private Path source(int number) {
      return work.resolve("source-" + number);
    }

    private void act() throws Exception {
      boolean dies = random.nextInt(3) == 0;
      // Who stands still for most of the wait between two calls must not die as well.
      advance(dies ? WAIT.dividedBy(8) : WAIT.multipliedBy(2));
      int source = random.nextInt(SOURCES);
      change(source);
      var death =
          dies
              ? Optional.of(new Death(1 + random.nextInt(8), random.nextBoolean()))
              : Optional.<Death>empty();
      var within =
          random.nextBoolean()
              ? Optional.of(new Within(1 + random.nextInt(30), meanwhile(source, dies)))
              : Optional.<Within>empty();
      var used = new Interleaved(store, within, death);
      if (random.nextInt(3) > 0) {
        backup(used, source, dies ? Duration.ofHours(CLOCKS_OFF) : clocks[source]);
      } else {
        prune(used, dies ? Duration.ofHours(CLOCKS_OFF) : clocks[SOURCES]);
      }
    }

    private Runnable meanwhile(int busy, boolean dies) {
      int prunes = random.nextInt(3);
      boolean more = random.nextBoolean();
      boolean wanted = random.nextInt(3) == 0;
      int other = (busy + 1) % SOURCES;
      return () -> {
        if (wanted) {
          hold();
        }
        for (int i = 0; i < prunes; i++) {
          prune(store, clocks[SOURCES]);
          advance(dies ? Duration.ZERO : WAIT.multipliedBy(2));
        }
        if (more) {
          backup(store, other, clocks[other]);
        }
      };
    }

    private void advance(Duration most) {
      now.updateAndGet(it -> it.plus(most.multipliedBy(random.nextInt(9)).dividedBy(8)));
    }

    private void backup(VaultStore by, int source, Duration clock) {
      try {
        var done =
            SampleVaults.open(by, () -> now.get().plus(clock))
                .backup(source(source), VaultProgress.SILENT);
        newest.put(done.snapshot().source().toString(), done.snapshot().id());
      } catch (IOException died) {
        requireExpected(died);
      } catch (InterruptedException never) {
        throw new IllegalStateException(never);
      }
    }

    private void prune(VaultStore by, Duration clock) {
      try {
        var rules = new KeepRules(Map.of(Span.LAST, 1));
        SampleVaults.open(by, () -> now.get().plus(clock)).prune(rules, WAIT, false);
      } catch (IOException died) {
        requireExpected(died);
      } catch (InterruptedException never) {
        throw new IllegalStateException(never);
      }
    }

    /// By a clock that is right: it and that of a prune may be half a day apart.
    private void hold() {
      try {
        var vault = SampleVaults.open(store, now::get);
        var listed = vault.snapshots().snapshots();
        if (!listed.isEmpty()) {
          var id = listed.get(random.nextInt(listed.size())).id();
          if (vault.custody().hold(id, "wanted").isEmpty()) {
            held.add(id);
          }
        }
      } catch (IOException never) {
        throw new IllegalStateException(never);
      }
    }

    private static void requireExpected(IOException failure) {
      assertThat(failure)
          .hasMessageFindingMatch(
              "it died|another prune runs|a prune took what 4 attempts|stood still for too long"
                  + "|somebody wants snapshot");
    }

    private void restoreAll() throws Exception {
      var listed = SampleVaults.open(store).snapshots();
      assertThat(listed.damages()).isEmpty();
      assertThat(listed.snapshots()).extracting(Snapshot::id).containsAll(newestListed(listed));
      assertThat(listed.snapshots()).extracting(Snapshot::id).containsAll(held);
      for (var snapshot : listed.snapshots()) {
        var target = work.resolve(snapshot.id());
        var result =
            Vault.open(store, SampleVaults.SECRET, new SecureRandom(), now::get)
                .restore(
                    new SnapshotChoice.Id(snapshot.id()), List.of(), target, VaultProgress.SILENT);
        assertThat(result.damages()).isEmpty();
        assertThat(result.files()).isEqualTo(snapshot.totals().files());
      }
    }

    /// One that died behind its snapshot has left a newer one, which counts as well.
    private List<String> newestListed(Vault.Listing listed) {
      return newest.entrySet().stream()
          .filter(it ->
              listed.snapshots().stream()
                  .noneMatch(other ->
                      other.source().toString().equals(it.getKey())
                          && !other.id().equals(it.getValue())))
          .map(Map.Entry::getValue)
          .toList();
    }
  }

  /// Counts calls and writes.
  private static final class Interleaved extends StoreDecorator {
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();
    private final Optional<Within> within;
    private final Optional<Death> death;

    Interleaved(VaultStore store, Optional<Within> within, Optional<Death> death) {
      super(store);
      this.within = within;
      this.death = death;
    }

    private void call() {
      int number = calls.incrementAndGet();
      within.filter(it -> it.call() == number).ifPresent(it -> it.action().run());
    }

    /// A write that is done or not, and whether it lived on.
    private boolean dies(boolean after) throws IOException {
      int number = after ? writes.get() : writes.incrementAndGet();
      if (death.isPresent()
          && (number > death.get().write()
              || (number == death.get().write() && death.get().after() == after))) {
        throw new IOException("it died");
      }
      return true;
    }

    @Override
    public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
      call();
      dies(false);
      super.put(shelf, name, bytes, length);
      dies(true);
    }

    @Override
    public void delete(Shelf shelf, String name) throws IOException {
      call();
      dies(false);
      super.delete(shelf, name);
      dies(true);
    }

    @Override
    public byte[] get(Shelf shelf, String name) throws IOException {
      call();
      return super.get(shelf, name);
    }

    @Override
    public byte[] get(Shelf shelf, String name, long offset, int length) throws IOException {
      call();
      return super.get(shelf, name, offset, length);
    }

    @Override
    public List<Item> list(Shelf shelf) throws IOException {
      call();
      return super.list(shelf);
    }
  }
}
