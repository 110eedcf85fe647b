package dev.lifeboat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The benchmark with small numbers, so that it stays able to run. Times are not judged here.
final class AssessBenchTest {
  @TempDir Path folder;

  @Test
  @Timeout(60)
  void a_portfolio_of_three_files_is_read_and_assessed() throws Exception {
    var figures = AssessBench.measure(GeneratedPortfolio.write(folder, 2_500));

    assertThat(figures.workloads()).isEqualTo(2_500);
    assertThat(figures.dependencies()).isEqualTo(3 * 2_500 - 6);
    assertThat(figures.events()).isGreaterThan(100_000);
    assertThat(figures.findings()).isPositive();
  }
}
