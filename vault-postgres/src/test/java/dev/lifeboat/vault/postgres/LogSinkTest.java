package dev.lifeboat.vault.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.postgres.Credential;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.LogStream.Identity;
import dev.lifeboat.postgres.LogStream.Piece;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.vault.DatabaseSource.Kind;
import dev.lifeboat.vault.Snapshot;
import dev.lifeboat.vault.Vault;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSinkTest {
  private static final long SEGMENT = 0x1000;
  private static final Duration NOW = Duration.ZERO;
  private static final Duration LATER = Duration.ofHours(1);

  @TempDir private Path folder;
  private Vault vault;

  @BeforeEach
  void makeVault() throws Exception {
    vault = PostgresVaults.create(folder.resolve("vault"));
  }

  private LogSink sink(long begin, byte... again) {
    var nowhere = new Endpoint("127.0.0.1", 1, "replication", new Credential("wal", ""));
    var source = PostgresVaults.source(nowhere, vault);
    return new LogSink(source, new Identity("7", 1), new Lsn(begin), again, SEGMENT);
  }

  private static Piece piece(long from, byte... bytes) {
    return new Piece(new Lsn(from), ByteBuffer.wrap(bytes));
  }

  @Test
  void a_part_ends_with_its_file_and_when_it_is_old() throws Exception {
    var sink = sink(0x1ffe);
    sink.take(piece(0x1ffe, (byte) 1, (byte) 2, (byte) 3));
    assertThat(sink.durable()).isEqualTo(new Lsn(0x2000));
    assertThat(sink.sealIfOlder(LATER)).isFalse();
    assertThat(sink.sealIfOlder(NOW)).isTrue();
    assertThat(sink.sealIfOlder(NOW)).as("nothing is left").isFalse();

    assertThat(sink.durable()).isEqualTo(new Lsn(0x2001));
    assertThat(PostgresVaults.of(vault, Kind.LOG))
        .extracting(Snapshot::source)
        .extracting(Object::toString)
        .containsExactly(
            "db1:postgresql/7/log/00000001/0000000000001ffe-0000000000002000",
            "db1:postgresql/7/log/00000001/0000000000002000-0000000000002001");
  }

  @Test
  void log_that_the_vault_has_is_compared_and_kept_no_more() throws Exception {
    var sink = sink(0x1000, (byte) 1, (byte) 2);
    sink.take(piece(0x1000, (byte) 1));
    sink.take(piece(0x1001, (byte) 2, (byte) 3));
    assertThat(sink.sealIfOlder(NOW)).isTrue();
    assertThat(PostgresVaults.of(vault, Kind.LOG))
        .singleElement()
        .satisfies(it -> assertThat(it.source().toString()).endsWith("1002-0000000000001003"));
  }

  @Test
  void another_log_and_one_that_does_not_follow_are_gaps() throws Exception {
    assertThatThrownBy(
            () -> sink(0x1000, (byte) 1, (byte) 2).take(piece(0x1000, (byte) 1, (byte) 3)))
        .isInstanceOf(LogGapException.class)
        .hasMessageContaining("0/1001 is another");
    assertThatThrownBy(() -> sink(0x1000).take(piece(0x1001, (byte) 1)))
        .isInstanceOf(LogGapException.class)
        .hasMessageContaining("0/1000 comes next");
    assertThat(PostgresVaults.of(vault, Kind.LOG)).isEmpty();
  }
}
