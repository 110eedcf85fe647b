package dev.lifeboat.aws.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: what an example's page draws is what its plan says.
class PlanDrawingTest {
  private static final Pattern DRAWING = Pattern.compile("(?s)```mermaid\n(.*?)```\n");

  @ParameterizedTest
  @MethodSource("dev.lifeboat.aws.keys.ShippedPlans#onAws")
  void each_example_is_drawn_as_its_plan_says(String name) throws Exception {
    var plan = ShippedPlans.plan(name);
    var drawings =
        plan.workloads().values().stream()
            .map(it -> new PlanDrawing(plan, it).text())
            .collect(Collectors.joining("\n"));
    var made = Files.writeString(Path.of("target", name + ".mermaid"), drawings);

    var page = Files.readString(Path.of("..", "examples", name, "architecture.md"));

    assertThat(DRAWING.matcher(page).results().map(it -> it.group(1)).toList())
        .as("copy what stands in aws/%s", made)
        .isEqualTo(
            plan.workloads().values().stream()
                .map(it -> new PlanDrawing(plan, it).text())
                .toList());
  }
}
