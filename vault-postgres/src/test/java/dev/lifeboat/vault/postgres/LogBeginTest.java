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
  private static final String BASE = "base/00000001/%016x-%016x".formatted(0x1100, 0x1200);
  private static final Optional<Lsn> FAR = Optional.of(new Lsn(0x9000));

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

  private static LogBegin behind(DatabaseLog log, int timeline, long kept) throws LogGapException {
    return LogBegin.behind(log, timeline, Optional.of(new Lsn(kept)), FAR);
  }

  @Test
  void it_goes_on_where_the_log_in_the_vault_ends() throws Exception {
    var log = log(BASE, part(0x1000, 0x2000), part(0x2000, 0x2100));
    assertThat(behind(log, 1, 0x2000)).isEqualTo(new LogBegin(new Lsn(0x2100), new Lsn(0x2000), 0));
    assertThat(LogBegin.behind(log, 1, Optional.of(new Lsn(1)), Optional.empty()).from())
        .as("a standby")
        .isEqualTo(new Lsn(0x2100));
  }

  @Test
  void log_that_does_not_go_on_is_told() {
    var whole = log(BASE, part(0x1000, 0x2000));
    assertThatThrownBy(() -> behind(whole, 2, 0x2000)).hasMessageContaining("timeline 2");
    assertThatThrownBy(() -> behind(whole, 1, 0x2001)).hasMessageContaining("ends at 0/2000");
    assertThatThrownBy(() -> LogBegin.behind(whole, 1, Optional.empty(), FAR))
        .hasMessageContaining("slot");
    assertThatThrownBy(
            () -> LogBegin.behind(whole, 1, Optional.of(new Lsn(1)), Optional.of(new Lsn(0x1fff))))
        .isInstanceOf(LogGapException.class)
        .hasMessageContaining("ends at 0/1FFF")
        .hasMessageContaining("set back");
    assertThatThrownBy(
            () -> LogBegin.requireWhole(log(BASE, part(0x1000, 0x2000), part(0x2100, 0x2200))))
        .isInstanceOf(LogGapException.class)
        .hasMessageContaining("gap at 0/2000");
    assertThatThrownBy(() -> LogBegin.requireWhole(log(part(0x1000, 0x2000))))
        .hasMessageContaining("no base");
  }

  /// A part may be kept twice, such as by a follower whose answer was lost.
  @Test
  void parts_may_overlap() throws Exception {
    var log = log(BASE, part(0x1000, 0x1800), part(0x1000, 0x1400), part(0x1400, 0x2000));
    LogBegin.requireWhole(log);
    assertThat(behind(log, 1, 1).from()).isEqualTo(new Lsn(0x2000));
  }

  /// Whatever positions an older one has.
  @Test
  void a_new_log_is_a_chain_of_its_own() throws Exception {
    assertThat(LogBegin.anew(log(), new Lsn(0x1234), 0x1000))
        .isEqualTo(new LogBegin(new Lsn(0x1000), new Lsn(0x1234), 0));
    var old = log(BASE, part(0x1000, 0x5000));
    assertThat(LogBegin.anew(old, new Lsn(0x2000), 0x1000).chain()).isEqualTo(1);
    var both =
        log(BASE, part(0x1000, 0x5000), "log/00000001.1/%016x-%016x".formatted(0x2000, 0x3000));
    assertThat(behind(both, 1, 0x2000))
        .isEqualTo(new LogBegin(new Lsn(0x3000), new Lsn(0x2000), 1));
    assertThat(LogBegin.anew(both, new Lsn(0x2000), 0x1000).chain()).isEqualTo(2);
  }
}
