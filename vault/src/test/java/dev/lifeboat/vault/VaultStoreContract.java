package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.vault.VaultStore.Item;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [VaultStore] must do. Each implementation has one subclass, and no other test unless
/// it promises more.
public abstract class VaultStoreContract {
  private static final byte[] BYTES = {1, 2, 3, 4, 5};

  /// A new empty store.
  protected abstract VaultStore newStore() throws Exception;

  @Test
  void an_empty_store_holds_nothing() throws Exception {
    for (var shelf : Shelf.values()) {
      assertThat(newStore().list(shelf)).isEmpty();
    }
  }

  @Test
  void what_was_put_is_there_whole_and_in_parts() throws Exception {
    var store = newStore();
    store.put(Shelf.PACKS, "b0", BYTES, BYTES.length);
    store.put(Shelf.PACKS, "a0", BYTES, 3);
    store.put(Shelf.INDEX, "a0", BYTES, 0);

    assertThat(store.list(Shelf.PACKS)).containsExactly(new Item("a0", 3), new Item("b0", 5));
    assertThat(store.get(Shelf.PACKS, "b0")).containsExactly(1, 2, 3, 4, 5);
    assertThat(store.get(Shelf.PACKS, "a0")).containsExactly(1, 2, 3);
    assertThat(store.get(Shelf.PACKS, "b0", 1, 3)).containsExactly(2, 3, 4);
    assertThat(store.get(Shelf.INDEX, "a0")).isEmpty();
  }

  @Test
  void a_name_is_never_given_twice() throws Exception {
    var store = newStore();
    store.put(Shelf.SNAPSHOTS, "a0", BYTES, 2);

    assertThatThrownBy(() -> store.put(Shelf.SNAPSHOTS, "a0", BYTES, 5))
        .isInstanceOf(IOException.class);
    assertThat(store.get(Shelf.SNAPSHOTS, "a0")).containsExactly(1, 2);
  }

  @Test
  void what_is_missing_or_too_short_is_told_apart() throws Exception {
    var store = newStore();
    store.put(Shelf.PACKS, "a0", BYTES, 5);

    assertThatThrownBy(() -> store.get(Shelf.PACKS, "b0")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> store.get(Shelf.PACKS, "b0", 0, 1))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> store.get(Shelf.PACKS, "a0", 3, 3)).isInstanceOf(EOFException.class);
  }

  @Test
  void what_was_deleted_is_gone_and_its_neighbours_stay() throws Exception {
    var store = newStore();
    store.delete(Shelf.PACKS, "a0");
    store.put(Shelf.PACKS, "a0", BYTES, 5);
    store.put(Shelf.PACKS, "a0b0", BYTES, 5);
    store.put(Shelf.INDEX, "a0", BYTES, 5);

    store.delete(Shelf.PACKS, "a0");
    store.delete(Shelf.PACKS, "a0");

    assertThat(store.list(Shelf.PACKS)).containsExactly(new Item("a0b0", 5));
    assertThat(store.list(Shelf.INDEX)).containsExactly(new Item("a0", 5));
    assertThatThrownBy(() -> store.get(Shelf.PACKS, "a0")).isInstanceOf(NoSuchFileException.class);
    // Who deleted a name may give it again.
    store.put(Shelf.PACKS, "a0", BYTES, 1);
    assertThat(store.get(Shelf.PACKS, "a0")).containsExactly(1);
  }

  @Test
  void a_large_one_comes_back_as_it_was() throws Exception {
    var store = newStore();
    var large = new byte[3 << 20];
    new java.util.Random(1).nextBytes(large);
    store.put(Shelf.PACKS, "a0", large, large.length);

    assertThat(store.get(Shelf.PACKS, "a0")).isEqualTo(large);
    assertThat(store.get(Shelf.PACKS, "a0", large.length - 2L, 2))
        .containsExactly(large[large.length - 2], large[large.length - 1]);
  }

  /// Of a folder, and of a bucket that promises nothing; others have [StoreLocksContract].
  @Test
  void a_store_without_locks_says_so() throws Exception {
    assertThat(newStore().locks()).isEmpty();
  }

  @Test
  void several_may_write_at_once() throws Exception {
    var store = newStore();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writes =
          IntStream.range(0, 20)
              .<Callable<Void>>mapToObj(i ->
                  () -> {
                    store.put(Shelf.PACKS, "%04x".formatted(i), BYTES, 5);
                    return null;
                  })
              .toList();
      for (var write : threads.invokeAll(writes)) {
        write.get();
      }
    }
    assertThat(store.list(Shelf.PACKS)).hasSize(20);
  }
}
