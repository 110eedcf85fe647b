package dev.lifeboat.vault.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.vault.DatabaseLog;
import dev.lifeboat.vault.Snapshot;
import dev.lifeboat.vault.VaultPath;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogBeginTest {
  private static final long SEGMENT = 0x1000;
  private static final String BASE = "base/00000001/%016x-%016x".formatted(0x1100, 0x1200);

  private static DatabaseLog log(String... sources) {
    return DatabaseLog.of(
        "db1:postgresql/7",
        Arrays.stream(sources)
            .map(it ->
                new Snapshot(
                    it,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    VaultPath.of("db1:postgresql/7/" + it),
                    new Snapshot.Totals(0, 0, 0, 0)))
            .toList());
  }

  private static String part(long from, long to) {
    return "log/00000001/%016x-%016x".formatted(from, to);
  }

  private static LogBegin resumed(DatabaseLog log, int timeline, long kept) throws LogGapException {
    return LogBegin.resumed(log, timeline, Optional.of(new Lsn(kept)), SEGMENT);
  }

  @Test
  void the_last_part_is_asked_for_again_while_its_file_is_there() throws Exception {
    var within = resumed(log(BASE, part(0x1000, 0x2000), part(0x2000, 0x2100)), 1, 0x2100);
    assertThat(within.from()).isEqualTo(new Lsn(0x2000));
    assertThat(within.again()).isPresent();

    var behind = resumed(log(BASE, part(0x1000, 0x2000)), 1, 0x2000);
    assertThat(behind.from()).isEqualTo(new Lsn(0x2000));
    assertThat(behind.again()).isEmpty();
  }

  @Test
  void log_that_does_not_go_on_is_told() {
    var whole = log(BASE, part(0x1000, 0x2000));
    assertThatThrownBy(() -> resumed(whole, 2, 0x2000)).hasMessageContaining("timeline 2");
    assertThatThrownBy(() -> resumed(whole, 1, 0x2001)).hasMessageContaining("ends at 0/2000");
    assertThatThrownBy(() -> LogBegin.resumed(whole, 1, Optional.empty(), SEGMENT))
        .hasMessageContaining("slot");
    assertThatThrownBy(() -> resumed(log(BASE, part(0x1000, 0x2000), part(0x2100, 0x2200)), 1, 1))
        .isInstanceOf(LogGapException.class)
        .hasMessageContaining("gap at 0/2000");
    assertThatThrownBy(() -> resumed(log(part(0x1000, 0x2000)), 1, 1))
        .hasMessageContaining("no base");
  }

  /// A part may be kept twice, such as by a follower whose answer was lost.
  @Test
  void parts_may_overlap() throws Exception {
    var log = log(BASE, part(0x1000, 0x1800), part(0x1000, 0x1400), part(0x1400, 0x2000));
    assertThat(resumed(log, 1, 1).from()).isEqualTo(new Lsn(0x2000));
  }
}
