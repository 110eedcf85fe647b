package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lifeboat.vault.VaultStore.Shelf;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/// Contract of every [StoreLocks].
public abstract class StoreLocksContract {
  protected static final Duration MONTH = Duration.ofDays(30);
  private static final byte[] BYTES = {1, 2, 3};

  /// An empty store that keeps each object for a month, by a clock near that of this machine.
  protected abstract VaultStore newStore() throws Exception;

  private VaultStore storeOf(String name) throws Exception {
    var store = newStore();
    store.put(Shelf.PACKS, name, BYTES, BYTES.length);
    return store;
  }

  @Test
  void each_object_stays_from_its_put() throws Exception {
    var store = storeOf("a0");
    var locks = store.locks().orElseThrow();
    assertThat(locks.each()).isEqualTo(MONTH);
    assertThat(locks.until(Shelf.PACKS, "a0"))
        .isCloseTo(Instant.now().plus(MONTH), within(5, ChronoUnit.MINUTES));
    assertThatThrownBy(() -> store.delete(Shelf.PACKS, "a0"))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(store.get(Shelf.PACKS, "a0")).isEqualTo(BYTES);
  }

  @Test
  void a_lock_gets_longer_and_never_shorter() throws Exception {
    var locks = storeOf("a0").locks().orElseThrow();
    var later = Instant.now().plus(Duration.ofDays(60)).truncatedTo(ChronoUnit.SECONDS);
    locks.lengthen(Shelf.PACKS, "a0", later);
    assertThat(locks.until(Shelf.PACKS, "a0")).isEqualTo(later);
    locks.lengthen(Shelf.PACKS, "a0", later);

    assertThatThrownBy(() -> locks.lengthen(Shelf.PACKS, "a0", later.minusSeconds(1)))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(locks.until(Shelf.PACKS, "a0")).isEqualTo(later);
  }

  @Test
  void what_is_not_there_has_no_lock() throws Exception {
    var locks = storeOf("a0").locks().orElseThrow();
    assertThatThrownBy(() -> locks.until(Shelf.PACKS, "b0"))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> locks.lengthen(Shelf.PACKS, "b0", Instant.now().plus(MONTH)))
        .isInstanceOf(NoSuchFileException.class);
  }
}
