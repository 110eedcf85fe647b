package dev.lifeboat.control;

import java.nio.file.Files;
import java.nio.file.Path;

/// The plan of the storefront with a second workload behind the shop, on which the shop depends.
public final class TwoWorkloads {
  private TwoWorkloads() {}

  /// @param folder where the plan is written
  public static PlanFile read(Path folder) throws Exception {
    var one = Files.readString(StorefrontPlan.PLAN);
    int first = one.indexOf("  shop:");
    int lab = one.indexOf("\nlab:");
    var accounts =
        one.substring(first, lab)
            .replaceAll("\\b(orders|images|web|entry)\\b", "$1-of-accounts")
            .replace("  shop:", "  accounts:");
    var two = new StringBuilder(one).insert(lab, "\n" + accounts).toString();
    var plan = folder.resolve("two.yaml");
    Files.writeString(
        plan, two.replaceFirst("owner: payments", "owner: payments\n    dependsOn: [accounts]"));
    return StorefrontPlan.read(plan);
  }
}
