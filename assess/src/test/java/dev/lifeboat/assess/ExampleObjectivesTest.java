package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Objectives of the examples that the seeds became: met on paper, and by what their drills in the
/// lab measured, as the example's page tells it.
final class ExampleObjectivesTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  @ParameterizedTest
  @CsvSource({
    "ecommerce-warm-standby, shop, 15, 5",
    "saas-tiers, acme, 15, 5",
    "saas-tiers, globex, 60, 15",
    "saas-tiers, initech, 240, 60"
  })
  void objectives_of_an_example_are_met_on_paper(
      String example, String workload, int rtoMinutes, int rpoMinutes) throws Exception {
    var it = assessed(AssessedPlans.assess(plan(example)), workload);

    assertThat(it.workload().objectives().rto()).isEqualTo(Duration.ofMinutes(rtoMinutes));
    assertThat(it.workload().objectives().rpo()).isEqualTo(Duration.ofMinutes(rpoMinutes));
    assertThat(it.planned().estimate().basis()).isEqualTo(FigureBasis.ASSUMED);
    assertThat(it.rto()).isLessThanOrEqualTo(Duration.ofMinutes(rtoMinutes));
    assertThat(it.planned().estimate().rpo()).isLessThanOrEqualTo(Duration.ofMinutes(rpoMinutes));
  }

  @ParameterizedTest
  @CsvSource({
    "ecommerce-warm-standby, shop, 13.6, 2.6",
    "saas-tiers, acme, 12.0, 0",
    "saas-tiers, globex, 12.7, 2.3",
    "saas-tiers, initech, 14.6, 0"
  })
  void what_drills_in_the_lab_measured_is_shorter(
      String example, String workload, String out, String lost) throws Exception {
    assertThat(EXAMPLES.resolve(example).resolve("README.md"))
        .content()
        .contains("out for " + out + " s");
    var measured =
        new MeasuredRecovery(span(out), span(lost), AssessedPlans.AT.minus(Duration.ofDays(1)));

    var plan = plan(example);
    var onPaper = assessed(AssessedPlans.assess(plan), workload);
    var it = assessed(AssessedPlans.assess(plan, Map.of(workload, measured)), workload);

    assertThat(it.planned().estimate().basis()).isEqualTo(FigureBasis.MEASURED);
    assertThat(it.rto()).isEqualTo(span(out)).isLessThan(onPaper.rto());
    assertThat(it.planned().estimate().rpo())
        .isEqualTo(span(lost))
        .isLessThanOrEqualTo(onPaper.planned().estimate().rpo());
  }

  private static Duration span(String seconds) {
    return Duration.ofMillis(Math.round(1000 * Double.parseDouble(seconds)));
  }

  private static WorkloadAssessment assessed(PlanAssessment all, String workload) {
    return all.workloads().stream()
        .filter(it -> it.name().equals(workload))
        .findFirst()
        .orElseThrow();
  }

  private static Plan plan(String example) throws Exception {
    var file = EXAMPLES.resolve(example).resolve("lifeboat.yaml");
    return PlanReader.OF_ANY_PROVIDER.read(file).orThrow();
  }
}
