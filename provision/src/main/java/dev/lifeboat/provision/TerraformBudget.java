package dev.lifeboat.provision;

import java.util.List;
import java.util.Map;

/// A budget as a block of Terraform.
record TerraformBudget(References references, CloudResource.CostBudget budget) {
  /// Per cent of the budget.
  private static final int WHOLE = 100;

  Map<String, Object> block() {
    return JsonTree.of(
        "name",
        budget.name(),
        "budget_type",
        "COST",
        "time_unit",
        "MONTHLY",
        "limit_amount",
        references.terraform(budget.dollars()),
        "limit_unit",
        "USD",
        "cost_filter",
        JsonTree.of(
            "name",
            "TagKeyValue",
            "values",
            List.of("user:%s$%s".formatted(ProvisionFiles.PLAN_TAG, budget.plan()))),
        "notification",
        JsonTree.of(
            "notification_type",
            "ACTUAL",
            "comparison_operator",
            "GREATER_THAN",
            "threshold",
            WHOLE,
            "threshold_type",
            "PERCENTAGE",
            "subscriber_sns_topic_arns",
            List.of(references.terraform(budget.topic()))));
  }
}
