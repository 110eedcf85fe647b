package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Region;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A recovery region in which CloudFormation has no budgets.
final class BudgetRegionsTest {
  private static TreeSet<String> types(EmittedAccount emitted) {
    var types = new TreeSet<String>();
    emitted.resources().stream()
        .filter(it -> it.folder().equals("recovery"))
        .forEach(it -> types.add(it.type()));
    return types;
  }

  /// Goal: no template is refused whole. Method: all but the budget is there as it was, and the
  /// index says that the budget is to be made by hand. The last is no region yet.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "af-south-1",
        "ap-east-1",
        "ap-east-2",
        "ap-northeast-3",
        "ap-south-2",
        "ap-southeast-3",
        "ap-southeast-4",
        "ap-southeast-5",
        "ap-southeast-6",
        "ap-southeast-7",
        "ca-west-1",
        "eu-central-2",
        "eu-north-1",
        "eu-south-1",
        "eu-south-2",
        "il-central-1",
        "me-central-1",
        "mx-central-1",
        "eu-north-99"
      })
  void has_all_but_the_budget(String awsRegion) throws Exception {
    for (var example : MovedExample.NAMES) {
      var as = EmittedAccount.of(AccountPlans.example(example));
      var moved = MovedExample.to(example, Region.Role.RECOVERY, awsRegion);

      var rest = types(as);
      assertThat(rest.remove("AWS::Budgets::Budget")).isTrue();
      assertThat(types(moved)).isEqualTo(rest);
      assertThat(moved.each(ProvisionFiles.MODULE).get("recovery").toString())
          .doesNotContain("aws_budgets_budget", "monthly_budget");
      assertThat(moved.index().get("needs").toString()).contains("AWS::Budgets::Budget");
      assertThat(as.index().get("needs").toString()).doesNotContain("AWS::Budgets::Budget");
    }
  }
}
