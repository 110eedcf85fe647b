package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.vault.DatabaseSource.Kind;
import dev.lifeboat.vault.FileSink.Attributes;
import dev.lifeboat.vault.VaultStore.Item;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartKeeperTest {
  private final MemoryVaultStore store = new MemoryVaultStore();
  private Instant now = Instant.parse("2026-11-27T12:00:00Z");
  private int kept;

  @BeforeEach
  void make() throws Exception {
    SampleVaults.create(store);
  }

  private PartKeeper keeper(VaultStore by, Optional<String> last) throws IOException {
    return SampleVaults.open(by, () -> now).parts(last);
  }

  private String keep(PartKeeper keeper) throws Exception {
    now = now.plusSeconds(1);
    long from = kept++;
    var of = new DatabaseSource(new SourceHost("db1"), "7", Kind.LOG, 1, 0, from, from + 1);
    return keeper
        .keep(to -> {
          var bytes = ("part " + from).getBytes(StandardCharsets.UTF_8);
          var plain = new Attributes(0600, 0, 0, Instant.EPOCH);
          to.file(VaultPath.of("log"), plain, new ByteArrayInputStream(bytes));
          return of;
        })
        .snapshot()
        .id();
  }

  private VaultTrail trail() throws IOException {
    return SampleVaults.open(store, () -> now).custody().trail();
  }

  private List<String> damages() throws Exception {
    return SampleVaults.check(store).damages().stream().map(VaultDamage::where).toList();
  }

  /// Four of them read back what was just written, a chunk of the file and one of its tree: each
  /// needs one call or two, as frames happen to lie.
  private static final long MOST_WORK = 13;

  /// Counts what a store does, and each name that it lists.
  private static final class Meter extends StoreDecorator {
    private long work;

    Meter(VaultStore store) {
      super(store);
    }

    @Override
    public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
      work++;
      super.put(shelf, name, bytes, length);
    }

    @Override
    public byte[] get(Shelf shelf, String name) throws IOException {
      work++;
      return super.get(shelf, name);
    }

    @Override
    public byte[] get(Shelf shelf, String name, long offset, int length) throws IOException {
      work++;
      return super.get(shelf, name, offset, length);
    }

    @Override
    public List<Item> list(Shelf shelf) throws IOException {
      var listed = super.list(shelf);
      work += 1 + listed.size();
      return listed;
    }

    @Override
    public void removeUnfinished() throws IOException {
      for (var shelf : Shelf.values()) {
        work += 1 + super.list(shelf).size();
      }
    }
  }

  @Test
  void the_five_hundredth_part_costs_what_the_fiftieth_does() throws Exception {
    var meter = new Meter(store);
    var keeper = keeper(meter, Optional.empty());
    long fiftieth = 0;
    long last = 0;
    for (int part = 1; part <= 500; part++) {
      long before = meter.work;
      keep(keeper);
      last = meter.work - before;
      if (part == 50) {
        fiftieth = last;
      }
    }

    assertThat(last).as("calls and listed names").isLessThan(MOST_WORK);
    assertThat(fiftieth).isLessThan(MOST_WORK);
    assertThat(store.list(Shelf.TRAIL)).as("one entry a part").hasSize(500);
    assertThat(damages()).isEmpty();
  }

  @Test
  void a_part_that_goes_without_a_word_is_missed_once_another_came_or_the_keeper_ended()
      throws Exception {
    String first;
    String second;
    try (var keeper = keeper(store, Optional.empty())) {
      first = keep(keeper);
      second = keep(keeper);
      store.delete(Shelf.SNAPSHOTS, first);
      assertThat(damages()).containsExactly("snapshots/" + first);
    }
    store.delete(Shelf.SNAPSHOTS, second);
    assertThat(damages()).containsExactlyInAnyOrder("snapshots/" + first, "snapshots/" + second);
  }

  /// It died before the next part could tell of the last one.
  @Test
  void the_next_keeper_tells_of_the_last_part_of_one_that_died() throws Exception {
    var last = keep(keeper(store, Optional.empty()));
    assertThat(trail().underway(last, now)).as("nobody knows that it stays").isPresent();

    keep(keeper(store, Optional.of(last)));

    assertThat(trail().underway(last, now)).isEmpty();
    store.delete(Shelf.SNAPSHOTS, last);
    assertThat(damages()).containsExactly("snapshots/" + last);
  }

  @Test
  void what_others_write_is_named_within_the_hour() throws Exception {
    var keeper = keeper(store, Optional.empty());
    keep(keeper);
    SampleVaults.open(store, () -> now).custody().retain(new VaultRetention("db1:", 7));
    var others = store.list(Shelf.TRAIL).getLast().name();
    keep(keeper);
    now = now.plus(Duration.ofHours(1));
    keep(keeper);

    assertThat(trail().entries().getLast().before()).extracting(TrailLink::entry).contains(others);
    store.delete(Shelf.TRAIL, others);
    assertThat(damages()).containsExactly("trail/" + others);
  }

  /// One whose pack a prune takes between its two looks is kept once more.
  @Test
  void a_part_whose_pack_goes_is_kept_again() throws Exception {
    var taken =
        new StoreDecorator(store) {
          private boolean done;

          @Override
          public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
            super.put(shelf, name, bytes, length);
            if (shelf == Shelf.SNAPSHOTS && !done) {
              done = true;
              super.delete(Shelf.PACKS, super.list(Shelf.PACKS).getFirst().name());
            }
          }
        };
    try (var keeper = keeper(taken, Optional.empty())) {
      keep(keeper);
    }

    assertThat(store.list(Shelf.SNAPSHOTS)).hasSize(1);
    assertThat(SampleVaults.open(store).snapshots().snapshots())
        .singleElement()
        .satisfies(it -> assertThat(trail().told(TrailEntry.Kind.KEPT)).containsExactly(it.id()));
  }
}
