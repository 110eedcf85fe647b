package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.ledger.CanaryMarks;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.provider.Ledgers;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FailbackLedgerTest {
  private static final String RUN = "20261120-080000-bbbb";

  @TempDir private Path state;
  private final ProgressLines told = new ProgressLines();
  private PastRuns past;
  private RunFolder files;

  @BeforeEach
  void a_reprotect_ended() throws Exception {
    past = new PastRuns(state);
    past.reprotected(RUN);
    files = RunFolder.of(state.resolve("runs"), new RunId(RUN));
  }

  @Test
  void what_the_old_side_had_alone_is_kept_with_the_run() throws Exception {
    keep(() -> {});

    assertThat(files.ledger()).content().contains(RUN);
    assertThat(told.toString()).contains("ledger written");
  }

  /// A ledger that comes later would break the seal.
  @Test
  void a_folder_that_is_sealed_while_the_stores_are_read_stays_as_it_is() throws Exception {
    keep(() -> past.seal(RUN));

    assertThat(Files.exists(files.ledger())).isFalse();
    assertThat(told.toString()).contains("ledger missing the run's folder was sealed meanwhile");
  }

  private interface Meanwhile {
    void happens() throws Exception;
  }

  /// @param meanwhile happens while the stores are read
  private void keep(Meanwhile meanwhile) throws Exception {
    Ledgers ledgers =
        (region, run, _) -> {
          try {
            meanwhile.happens();
          } catch (Exception failed) {
            throw new IllegalStateException(failed);
          }
          return new Ledger(run, region, new CanaryMarks(run, null, null), List.of(), List.of());
        };
    var state = RunRecords.state(files.folder()).orElseThrow();
    new FailbackLedger(ledgers, new RunRecords(this.state), told).keep(files, state);
  }
}
