package dev.lifeboat.cli.init;

import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.Plan;
import java.util.regex.Pattern;

/// The fence of databases on AWS in a first plan: the API, which has nothing to install, wherever
/// the example does not fail over by itself. What needs a guard is left out. A guard can come
/// later.
record FirstFence(Plan plan) {
  private static final Pattern CHOICE = Pattern.compile("( +)(fence|fenceGroup|logins): .*");

  /// The example's text, in which each of these keys has a line.
  String in(String text) {
    var made = new StringBuilder();
    boolean chosen = false;
    boolean byApi = false;
    for (var line : text.lines().toList()) {
      byApi = isByApi(line, byApi);
      var choice = CHOICE.matcher(line);
      boolean chooses = byApi && choice.matches();
      if (chooses && !chosen) {
        made.append(api(choice.group(1)));
        // Shares lead to a planned move, and what is said of a policy speaks of one.
      } else if (!chooses && !(byApi && line.matches(" +shares: true|    # .*"))) {
        made.append(byApi ? byPerson(line) : withoutLease(line)).append('\n');
      }
      chosen = chooses;
    }
    return made.toString();
  }

  /// Whether the line is of a workload that a person moves; one such as ` shop:` begins it.
  private boolean isByApi(String line, boolean before) {
    var begun = plan.workloads().get(line.strip().replaceFirst(":$", ""));
    return (begun != null && line.matches("  \\S+:"))
        ? begun.failover().trigger() != Trigger.AUTOMATIC
        : before && !line.matches(" {0,2}\\S.*");
  }

  private static String byPerson(String line) {
    return line.replaceFirst("^    failover: .*", "    failover: { trigger: manual }")
        .replaceFirst("^    failback: .*", "    failback: { shares: [] }");
  }

  private String withoutLease(String line) {
    var all = plan.workloads().values().stream();
    return all.anyMatch(it -> it.failover().trigger() == Trigger.AUTOMATIC)
        ? line
        : line.replaceFirst("^aws: \\{ lease: \\w+, (.*})( +# .*)?$", "aws: { $1");
  }

  private String api(String indent) {
    return """
    %sfence: api # a security group without a rule in each region; 'fence: guard' fences a silent region too
    %<sfenceGroup: { %s: sg-0123456789abcdef0, %s: sg-0fedcba9876543210 }
    """
        .formatted(indent, plan.primary().name(), plan.recovery().name());
  }
}
