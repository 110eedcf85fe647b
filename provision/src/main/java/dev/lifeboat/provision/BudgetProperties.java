package dev.lifeboat.provision;

import java.util.List;
import java.util.Map;

/// A budget as properties of CloudFormation. Costs are known by the tag once somebody activated it
/// for them.
record BudgetProperties(References references, CloudResource.CostBudget budget) {
  /// Per cent of the budget.
  private static final int WHOLE = 100;

  Map<String, Object> all() {
    return JsonTree.of(
        "Budget",
        JsonTree.of(
            "BudgetName",
            budget.name(),
            "BudgetType",
            "COST",
            "TimeUnit",
            "MONTHLY",
            "BudgetLimit",
            JsonTree.of("Amount", references.cloudFormation(budget.dollars()), "Unit", "USD"),
            "CostFilters",
            JsonTree.of(
                "TagKeyValue",
                List.of("user:%s$%s".formatted(ProvisionFiles.PLAN_TAG, budget.plan())))),
        "NotificationsWithSubscribers",
        List.of(
            JsonTree.of(
                "Notification",
                JsonTree.of(
                    "NotificationType",
                    "ACTUAL",
                    "ComparisonOperator",
                    "GREATER_THAN",
                    "Threshold",
                    WHOLE,
                    "ThresholdType",
                    "PERCENTAGE"),
                "Subscribers",
                List.of(
                    JsonTree.of(
                        "SubscriptionType",
                        "SNS",
                        "Address",
                        references.cloudFormation(budget.topic()))))));
  }
}
