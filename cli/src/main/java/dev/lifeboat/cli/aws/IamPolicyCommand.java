package dev.lifeboat.cli.aws;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.iam.PolicyDocuments;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Prints what a role must be allowed on AWS for a plan, and no more. Asks nobody.
@Command(
    name = "iam-policy",
    description = "Print what a role must be allowed on AWS for a plan, and no more.",
    footer = {
      "",
      "What IAM would not take as one managed policy comes in several, one a line:",
      "attach each.",
      "Example: lifeboat iam-policy lifeboat.yaml --for guard --region east >iam.json"
    })
public final class IamPolicyCommand extends PlanCommand {

  @Option(
      names = "--for",
      paramLabel = "USE",
      defaultValue = "execute",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private IamPolicy.Use use = IamPolicy.Use.EXECUTE;

  @Option(
      names = "--account",
      paramLabel = "DIGITS",
      defaultValue = "*",
      description = "The account's twelve digits (default: any).")
  private String account = "*";

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      description = "Of a guard: whose it is (default: any of the plan).")
  private @Nullable String workload;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Of a guard: where it stands (default: either).")
  private @Nullable String region;

  /// The policy, and what it is for.
  ///
  /// @param documents the same as managed policies, all of which are attached
  record PolicyDocument(
      String schema, String plan, String use, IamPolicy policy, List<IamPolicy> documents) {}

  @Override
  protected int call(PlanFile file) throws ProblemException {
    var plan = file.plan();
    AwsKeys.require(plan, "asks for no rights", "nothing was printed");
    if (!account.matches("\\*|[0-9]{12}")) {
      throw Failures.usage(
          "'%s' is no account".formatted(account),
          "nothing was printed",
          "write its twelve digits");
    }
    var policy =
        use == IamPolicy.Use.GUARD
            ? ofGuard(file)
            : IamPolicy.withLog(plan, requireNoGuard(), account);
    var documents = PolicyDocuments.of(policy);
    return done(
        new PolicyDocument(
            "lifeboat.iam-policy/v1", plan.name(), use.toString(), policy, documents),
        documents.size() == 1
            ? OutputJson.pretty(policy)
            : documents.stream().map(OutputJson::line).collect(Collectors.joining("\n")));
  }

  private IamPolicy ofGuard(PlanFile file) throws ProblemException {
    var plan = file.plan();
    var pair = plan.pair();
    if (region != null && !pair.contains(region)) {
      throw Failures.usage(
          "'%s' is no region in which a guard stands".formatted(region),
          "nothing was printed",
          "use %s or %s".formatted(pair.primary(), pair.recovery()));
    }
    return IamPolicy.ofGuard(
        plan,
        workload == null ? plan.workloads().keySet() : List.of(file.workload(workload).name()),
        Optional.ofNullable(region),
        account);
  }

  private IamPolicy.Use requireNoGuard() throws ProblemException {
    if (workload != null || region != null) {
      throw Failures.usage(
          "--workload and --region are of a guard, and the policy is for %s".formatted(use),
          "nothing was printed",
          "leave them out, or use --for guard");
    }
    return use;
  }
}
