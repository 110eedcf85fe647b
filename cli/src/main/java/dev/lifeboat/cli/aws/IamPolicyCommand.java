package dev.lifeboat.cli.aws;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.problem.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Prints what a role must be allowed on AWS for a plan, and no more. Asks nobody.
@Command(
    name = "iam-policy",
    description = "Print what a role must be allowed on AWS for a plan, and no more.",
    footer = {"", "Example: lifeboat iam-policy lifeboat.yaml --for guard > guard.json"})
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

  /// The policy, and what it is for.
  record PolicyDocument(String schema, String plan, String use, IamPolicy policy) {}

  @Override
  protected int call(PlanFile file) throws ProblemException {
    var plan = file.plan();
    IamPolicy.requireRights(plan);
    if (!account.matches("\\*|[0-9]{12}")) {
      throw Failures.usage(
          "'%s' is no account".formatted(account),
          "nothing was printed",
          "write its twelve digits");
    }
    var policy = IamPolicy.of(plan, use, account);
    return done(
        new PolicyDocument("lifeboat.iam-policy/v1", plan.name(), use.toString(), policy),
        OutputJson.pretty(policy));
  }
}
