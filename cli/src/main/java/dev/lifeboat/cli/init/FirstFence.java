package dev.lifeboat.cli.init;

import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.Plan;
import java.util.regex.Pattern;

/// The fence of databases on AWS in a first plan: the API, which has nothing to install, wherever
/// the plan does not fail over by itself. A guard can come later.
///
/// @param plan of the example
record FirstFence(Plan plan) {
  /// Such as ` shop:`.
  private static final Pattern WORKLOAD = Pattern.compile("  ([a-z0-9-]+): *");

  private static final Pattern CHOICE = Pattern.compile("( +)(fence|fenceGroup|logins): .*");

  /// The example's text, in which each of these keys has a line.
  String in(String text) {
    var made = new StringBuilder();
    boolean chosen = false;
    var workload = "";
    for (var line : text.lines().toList()) {
      var begins = WORKLOAD.matcher(line);
      workload = begins.matches() ? begins.group(1) : workload;
      var choice = CHOICE.matcher(line);
      if (!choice.matches() || !isByPerson(workload)) {
        made.append(line).append('\n');
        chosen = false;
      } else if (!chosen) {
        made.append(api(choice.group(1)));
        chosen = true;
      }
    }
    return made.toString();
  }

  private boolean isByPerson(String workload) {
    return plan.workload(workload).failover().trigger() != Trigger.AUTOMATIC;
  }

  private String api(String indent) {
    return """
    %sfence: api # a security group without a rule in each region; 'fence: guard' fences a silent region too
    %<sfenceGroup: { %s: sg-0123456789abcdef0, %s: sg-0fedcba9876543210 }
    """
        .formatted(indent, plan.primary().name(), plan.recovery().name());
  }
}
