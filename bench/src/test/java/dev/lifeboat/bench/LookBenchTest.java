package dev.lifeboat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LookBenchTest {

  @Test
  void a_figure_stands_beside_its_goal() {
    var folder = Path.of("/looks");
    var plan = folder.resolve("plan");

    assertThat(LookBench.looks(plan, plan, folder.resolve("s"), folder.resolve("e")))
        .extracting(look -> look.json(folder, 0.25))
        .contains(
            "{\"command\":\"--version\",\"medianSeconds\":0.25,\"goalSeconds\":0.20}",
            "{\"command\":\"runbook plan --state e\",\"medianSeconds\":0.25,\"goalSeconds\":0.30}");
  }
}
