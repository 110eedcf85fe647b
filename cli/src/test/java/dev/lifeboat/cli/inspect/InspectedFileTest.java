package dev.lifeboat.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.control.PastRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InspectedFileTest {
  private static final String RUN = "20261120-080000-bbbb";

  /// What is told is what was read: its end is not missing, it had not come.
  @Test
  void a_run_that_ends_while_it_is_looked_at_is_not_damaged(@TempDir Path state) throws Exception {
    var past = new PastRuns(state);
    past.open(RUN);
    var folder = state.resolve("runs").resolve(RUN);
    var read = InspectedFile.read(folder.resolve("journal.jsonl"));

    past.end(RUN);
    past.seal(RUN);
    Files.createFile(folder.resolve("seal.json"));

    assertThat(read.look().whole()).isTrue();
  }
}
