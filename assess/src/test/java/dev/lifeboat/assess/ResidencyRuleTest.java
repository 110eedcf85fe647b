package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.PlanResult;
import dev.lifeboat.problem.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Issue 24, parts 4 and 7: a class of data has a residency of its own, beside its workload's.
class ResidencyRuleTest {
  private static final String PLAN =
      """
      assess: { places: { east: DE, west: IE%s }, classResidency: { financial: [DE, CH] }%s }
      vaults: { safe: { url: "s3://b/p"%s } }
      """;

  @Test
  void a_copy_where_its_class_may_not_lie_is_found_though_its_workload_may() {
    assertThat(found("financial", PLAN.formatted("", ", residency: { shop: [DE, IE] }", "")))
        .extracting(Gap::code, Gap::severity, Gap::message)
        .containsExactly(
            tuple(
                Code.LB8030,
                Severity.HIGH,
                "keeps data of class financial in east, west, and may keep it only in DE, CH;"
                    + " 'west' lies in IE"));
    assertThat(found("claims", PLAN.formatted("", "", ""))).as("another class").isEmpty();
  }

  @Test
  void what_its_workload_and_its_class_both_forbid_is_found_twice() {
    assertThat(found("financial", PLAN.formatted("", ", residency: { shop: [DE] }", "")))
        .extracting(Gap::code)
        .containsExactly(Code.LB8019, Code.LB8030);
  }

  @Test
  void a_vault_is_a_copy_too() {
    var plan = PLAN.replace("west: IE", "west: CH");

    assertThat(found("financial", plan.formatted("", "", ""))).isEmpty();
    assertThat(found("financial", plan.formatted("", "", ", region: far")))
        .extracting(Gap::message)
        .containsExactly(
            "keeps data of class financial in east, west, far, and may keep it only in DE, CH;"
                + " where 'far' lies is not told");
  }

  @Test
  void nowhere_is_no_residency() {
    var text =
        "plan: sample\nregions: { east: {}, west: {} }\n"
            + "assess: { classResidency: { audit: [] } }\nworkloads:\n"
            + AssessedPlans.shop("tier: basic").indent(2);

    assertThat(PlanReader.OF_ANY_PROVIDER.read("plan.yaml", text))
        .isInstanceOfSatisfying(
            PlanResult.Invalid.class,
            it ->
                assertThat(it.mistakes())
                    .singleElement()
                    .satisfies(mistake -> assertThat(mistake.what()).contains("an empty list")));
  }

  private static List<Gap> found(String kind, String plan) {
    var keys = "objectives: { rto: 1h, rpo: 1h }\nbackup: { to: safe, class: %s }".formatted(kind);
    return AssessedPlans.assess(AssessedPlans.plan(AssessedPlans.shop(keys), plan)).gaps().stream()
        .filter(it -> it.code() == Code.LB8019 || it.code() == Code.LB8030)
        .toList();
  }
}
