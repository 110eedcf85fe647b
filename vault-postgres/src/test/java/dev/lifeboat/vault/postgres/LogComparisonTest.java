package dev.lifeboat.vault.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.postgres.LogStream.Piece;
import dev.lifeboat.postgres.Lsn;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class LogComparisonTest {
  private static LogComparison of(int... vault) {
    var bytes = new byte[vault.length];
    for (int i = 0; i < vault.length; i++) {
      bytes[i] = (byte) vault[i];
    }
    return new LogComparison(
        new ByteArrayInputStream(bytes), new Lsn(0x1000), new Lsn(0x1000 + bytes.length));
  }

  private static Piece piece(long from, int... bytes) {
    var buffer = ByteBuffer.allocate(bytes.length);
    for (int each : bytes) {
      buffer.put((byte) each);
    }
    return new Piece(new Lsn(from), buffer.flip());
  }

  @Test
  void it_is_over_where_the_vault_has_no_more() throws Exception {
    var comparison = of(1, 200, 3);
    comparison.take(piece(0x1000, 1, 200));
    assertThat(comparison.isOver()).isFalse();
    comparison.take(piece(0x1002, 3, 4));
    assertThat(comparison.isOver()).isTrue();
  }

  @Test
  void another_byte_and_a_hole_are_gaps() throws Exception {
    var comparison = of(1, 2, 3);
    comparison.take(piece(0x1000, 1, 2));
    assertThatThrownBy(() -> comparison.take(piece(0x1003, 3)))
        .isInstanceOf(LogGapException.class)
        .hasMessageContaining("0/1002 comes next");
    assertThatThrownBy(() -> comparison.take(piece(0x1002, 4)))
        .isInstanceOf(LogGapException.class)
        .hasMessageContaining("0/1002 is another");
  }
}
