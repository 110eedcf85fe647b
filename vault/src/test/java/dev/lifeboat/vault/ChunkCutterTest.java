package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunkCutterTest {
  private static final int LENGTH = 16 << 20;

  private final ChunkCutter cutter = new VaultKeys(new byte[32], "").cutter();

  @Test
  void chunks_are_near_the_average_and_never_longer_or_shorter_than_said() {
    var chunks = chunks(random(LENGTH), 0);

    assertThat(chunks.subList(0, chunks.size() - 1))
        .allMatch(
            it -> it.remaining() > ChunkCutter.SHORTEST && it.remaining() <= ChunkCutter.LONGEST);
    assertThat(LENGTH / chunks.size()).isBetween(48 << 10, 100 << 10);
  }

  @Test
  void what_is_inserted_changes_the_chunks_beside_it_alone() {
    var before = random(LENGTH);
    var after = new byte[LENGTH + 1];
    int at = LENGTH / 2;
    System.arraycopy(before, 0, after, 0, at);
    System.arraycopy(before, at, after, at + 1, LENGTH - at);

    var known = new HashSet<>(chunks(before, 0));
    assertThat(chunks(after, 0).stream().filter(it -> !known.contains(it)).count())
        .isBetween(1L, 4L);
  }

  @Test
  void what_does_not_change_is_cut_alike_wherever_it_begins() {
    var bytes = random(LENGTH);

    var known = new HashSet<>(chunks(bytes, 0));
    assertThat(chunks(bytes, 12_345).stream().filter(it -> !known.contains(it)).count())
        .isLessThan(8);
  }

  @Test
  void other_keys_cut_elsewhere() {
    var bytes = random(1 << 20);
    var other = new VaultKeys("another key, of thirty-two bytes".getBytes(), "").cutter();

    assertThat(other.cut(bytes, 0, bytes.length)).isNotEqualTo(cutter.cut(bytes, 0, bytes.length));
  }

  private List<ByteBuffer> chunks(byte[] bytes, int from) {
    var chunks = new ArrayList<ByteBuffer>();
    for (int at = from; at < bytes.length; ) {
      int length = cutter.cut(bytes, at, bytes.length - at);
      chunks.add(ByteBuffer.wrap(bytes, at, length));
      at += length;
    }
    return chunks;
  }

  private static byte[] random(int length) {
    var bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }
}
