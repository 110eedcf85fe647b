package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lifeboat.vault.VaultStore.Shelf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadShareTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 27);

  @TempDir private Path folder;

  private static List<Integer> packs(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 10, 14, 21, 28, 30, 31})
  void checks_of_a_tenth_get_round_all_packs_whatever_days_lie_between(int days) {
    var read = new HashSet<Integer>();
    for (int run = 0; run < 45; run++) {
      read.addAll(new ReadShare(10).of(packs(997), DAY.plusDays((long) run * days)));
    }

    assertThat(read).hasSize(997);
  }

  @Test
  void a_share_is_of_whole_packs_and_of_each_once() {
    assertThat(new ReadShare(10).of(packs(3), DAY)).hasSize(1);
    assertThat(new ReadShare(34).of(packs(3), DAY)).hasSize(2).doesNotHaveDuplicates();
    assertThat(ReadShare.ALL.of(packs(7), DAY)).containsExactlyInAnyOrderElementsOf(packs(7));
    assertThat(ReadShare.NONE.of(packs(7), DAY)).isEmpty();
    assertThat(new ReadShare(10).of(packs(0), DAY)).isEmpty();
  }

  @Test
  void a_check_of_a_share_reads_what_it_says() throws Exception {
    var store = new MemoryVaultStore();
    SampleVaults.create(store);
    for (int i = 0; i < 3; i++) {
      Files.write(folder.resolve("file"), new SampleTree(i).bytes(1 << 20));
      SampleVaults.backup(store, folder);
    }
    for (var pack : store.list(Shelf.PACKS)) {
      var bytes = store.get(Shelf.PACKS, pack.name());
      bytes[bytes.length / 4] ^= 1;
      store.delete(Shelf.PACKS, pack.name());
      store.put(Shelf.PACKS, pack.name(), bytes, bytes.length);
    }
    int packs = store.list(Shelf.PACKS).size();
    var vault = SampleVaults.open(store);

    var share = vault.check(new ReadShare(34), VaultProgress.SILENT);
    var all = vault.check(ReadShare.ALL, VaultProgress.SILENT);

    int read = Math.ceilDiv(packs * 34, 100);
    assertThat(packs).isGreaterThan(read);
    assertThat(share.packsRead()).isEqualTo(read);
    assertThat(share.readData()).isFalse();
    assertThat(damagedPacks(share)).isEqualTo(read);
    assertThat(all.readData()).isTrue();
    assertThat(damagedPacks(all)).isEqualTo(packs);
    assertThat(vault.check(ReadShare.NONE, VaultProgress.SILENT).packsRead()).isZero();
  }

  private static long damagedPacks(VaultCheckResult of) {
    return of.damages().stream().filter(it -> it.where().startsWith("packs/")).count();
  }

  @Test
  void nothing_else_is_a_share() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ReadShare(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ReadShare(101));
  }
}
