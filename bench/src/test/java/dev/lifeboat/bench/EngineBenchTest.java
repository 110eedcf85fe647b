package dev.lifeboat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The benchmark with small numbers, so that it stays able to run. Times are not judged here.
final class EngineBenchTest {
  @TempDir Path folder;

  @Test
  @Timeout(60)
  void a_thousand_steps_end_after_being_taken_up_half_way() throws Exception {
    var own = Files.createDirectory(folder.resolve("own"));

    var figures = new EngineBench(own).measure(1_000, 64);

    assertThat(figures.resumedSteps()).isBetween(500, 999);
    assertThat(figures.entries()).isGreaterThanOrEqualTo(4_000);
    assertThat(own).doesNotExist();
  }
}
