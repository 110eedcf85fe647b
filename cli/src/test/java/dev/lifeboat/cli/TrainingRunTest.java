package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Else the cache would learn how damage is told.
final class TrainingRunTest {
  @Test
  void it_is_read_as_drills_that_passed(@TempDir Path state) throws Exception {
    TrainingRun.make(state);

    assertThat(Invocation.of("runs", "--state", state).out()).contains("drill", "passed", "0.65 s");
    assertThat(Invocation.of("complete", "--", "report", "--state", state, "2026").out().lines())
        .hasSize(60)
        .startsWith("20261120-080059-aaaa\tdrill passed");
  }
}
