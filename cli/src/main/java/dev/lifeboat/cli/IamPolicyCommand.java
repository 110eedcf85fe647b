package dev.lifeboat.cli;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints what a role must be allowed on AWS for a plan, and no more. Asks nobody.
@Command(
    name = "iam-policy",
    description = "Print what a role must be allowed on AWS for a plan, and no more.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: lifeboat iam-policy lifeboat.yaml --for guard > guard.json"})
final class IamPolicyCommand implements Callable<Integer> {

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

  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private Path plan = Path.of("lifeboat.yaml");

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

  IamPolicyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// The policy, and what it is for.
  record PolicyDocument(String schema, String plan, String use, IamPolicy policy) {}

  @Override
  public Integer call() throws ProblemException {
    var file = Kinds.read(plan);
    IamPolicy.requireRights(file.plan());
    if (!account.matches("\\*|[0-9]{12}")) {
      throw Failures.usage(
          "'%s' is no account".formatted(account),
          "nothing was printed",
          "write its twelve digits");
    }
    var policy =
        IamPolicy.of(
            file.plan(), IamPolicy.Use.valueOf(use.name().toUpperCase(Locale.ROOT)), account);
    terminal
        .out()
        .println(
            options.json
                ? OutputJson.line(
                    new PolicyDocument(
                        "lifeboat.iam-policy/v1", file.plan().name(), use.name(), policy))
                : OutputJson.pretty(policy));
    return 0;
  }
}
