package dev.lifeboat.vault.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.postgres.LogStream.Identity;
import dev.lifeboat.postgres.LogStream.Piece;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.vault.DatabaseSource.Kind;
import dev.lifeboat.vault.PartKeeper;
import dev.lifeboat.vault.Snapshot;
import dev.lifeboat.vault.Vault;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSinkTest {
  private static final long SEGMENT = 0x1000;
  private static final Duration NOW = Duration.ZERO;
  private static final Duration LATER = Duration.ofHours(1);

  @TempDir private Path folder;
  private Vault vault;
  private PartKeeper keeper;

  @BeforeEach
  void makeVault() throws Exception {
    vault = PostgresVaults.create(folder.resolve("vault"));
    keeper = vault.parts(Optional.empty());
  }

  private LogSink sink(long begin, int chain) {
    var from = new LogBegin(new Lsn(begin), new Lsn(begin), chain);
    return new LogSink(PostgresVaults.HOST, keeper, new Identity("7", 1), from, SEGMENT);
  }

  private static Piece piece(long from, byte... bytes) {
    return new Piece(new Lsn(from), ByteBuffer.wrap(bytes));
  }

  @Test
  void a_part_ends_with_its_file_and_when_it_is_old() throws Exception {
    var sink = sink(0x1ffe, 0);
    sink.take(piece(0x1ffe, (byte) 1, (byte) 2, (byte) 3));
    assertThat(sink.sealIfOlder(LATER)).isFalse();
    assertThat(sink.sealIfOlder(NOW)).isTrue();
    assertThat(sink.sealIfOlder(NOW)).as("nothing is left").isFalse();

    assertThat(PostgresVaults.of(vault, Kind.LOG))
        .extracting(Snapshot::source)
        .extracting(Object::toString)
        .containsExactly(
            "db1:postgresql/7/log/00000001/0000000000001ffe-0000000000002000",
            "db1:postgresql/7/log/00000001/0000000000002000-0000000000002001");
  }

  /// The next follower compares it with what the server has by then.
  @Test
  void the_server_keeps_the_last_file_that_is_in_the_vault() throws Exception {
    var sink = sink(0x1000, 2);
    assertThat(sink.needed()).isEqualTo(new Lsn(0x1000));
    sink.take(piece(0x1000, new byte[0x1000]));
    assertThat(sink.needed()).as("all of a file").isEqualTo(new Lsn(0x1000));
    sink.take(piece(0x2000, (byte) 1));
    assertThat(sink.needed()).as("nothing more is in the vault").isEqualTo(new Lsn(0x1000));
    assertThat(sink.sealIfOlder(NOW)).isTrue();
    assertThat(sink.needed()).isEqualTo(new Lsn(0x2000));
    assertThat(PostgresVaults.of(vault, Kind.LOG))
        .extracting(Snapshot::source)
        .extracting(Object::toString)
        .allMatch(it -> it.startsWith("db1:postgresql/7/log/00000001.2/"))
        .hasSize(2);
  }

  @Test
  void log_that_does_not_follow_is_a_gap() throws Exception {
    assertThatThrownBy(() -> sink(0x1000, 0).take(piece(0x1001, (byte) 1)))
        .isInstanceOf(LogGapException.class)
        .hasMessageContaining("0/1000 comes next");
    assertThat(PostgresVaults.of(vault, Kind.LOG)).isEmpty();
  }
}
