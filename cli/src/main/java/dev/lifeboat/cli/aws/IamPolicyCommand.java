package dev.lifeboat.cli.aws;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.problem.ProblemException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Prints what a role must be allowed on AWS for a plan, and no more. Asks nobody.
@Command(
    name = "iam-policy",
    description = "Print what a role must be allowed on AWS for a plan, and no more.",
    footer = {"", "Example: lifeboat iam-policy lifeboat.yaml --for guard > guard.json"})
public final class IamPolicyCommand extends PlanCommand {

  /// What the role is for.
  enum For {
    check,
    execute,
    watch,
    drill,
    guard,
    failover,
    recover,
    parameters,
    snapshot
  }

  @Option(
      names = "--for",
      paramLabel = "USE",
      defaultValue = "execute",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private For use = For.execute;

  @Option(
      names = "--account",
      paramLabel = "DIGITS",
      defaultValue = "*",
      description = "The account's twelve digits (default: any).")
  private String account = "*";

  public IamPolicyCommand(Terminal terminal) {
    super(terminal);
  }

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
    var asked = IamPolicy.Use.valueOf(use.name().toUpperCase(Locale.ROOT));
    var policy = IamPolicy.of(plan, asked, account);
    tell(
        new PolicyDocument("lifeboat.iam-policy/v1", plan.name(), use.name(), policy),
        OutputJson.pretty(policy));
    return 0;
  }
}
