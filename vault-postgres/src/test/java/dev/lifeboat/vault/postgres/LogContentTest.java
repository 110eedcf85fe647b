package dev.lifeboat.vault.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.postgres.Credential;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.LogStream.Identity;
import dev.lifeboat.postgres.LogStream.Piece;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.vault.DatabaseLog;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogContentTest {
  @TempDir private Path folder;

  /// As where a standby's base begins in the middle of a file that was sealed in pieces.
  @Test
  void a_part_that_ends_before_the_position_counts_for_nothing() throws Exception {
    var vault = PostgresVaults.create(folder.resolve("vault"));
    var nowhere = new Endpoint("127.0.0.1", 1, "replication", new Credential("wal", ""));
    var source = PostgresVaults.source(nowhere, vault);
    var sink = new LogSink(source, new Identity("7", 1), new Lsn(0x2000), new byte[0], 0x1000);
    for (int i = 0; i < 3; i++) {
      var two = ByteBuffer.wrap(new byte[] {(byte) (2 * i), (byte) (2 * i + 1)});
      sink.take(new Piece(new Lsn(0x2000 + 2 * i), two));
      assertThat(sink.sealIfOlder(Duration.ZERO)).isTrue();
    }
    var log = DatabaseLog.of("db1:postgresql/7", vault.snapshots().snapshots());
    var parts = log.unbroken(1, 0x2000);

    try (var content = new LogContent(vault.contents(), parts, new Lsn(0x2003))) {
      assertThat(parts).hasSize(3);
      assertThat(content.readAllBytes()).containsExactly(3, 4, 5);
    }
  }
}
