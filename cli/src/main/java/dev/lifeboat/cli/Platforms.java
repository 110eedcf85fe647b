package dev.lifeboat.cli;

import dev.lifeboat.aws.AssumedRoles;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.check.GoalNeeds;
import dev.lifeboat.aws.drill.SqlEntry;
import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.aws.rds.Ec2SecurityGroups;
import dev.lifeboat.aws.rds.LoginProbe;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.util.Optional;

/// Finds the platform of a plan by its provider.
final class Platforms {
  private Platforms() {}

  /// Empty where the plan's regions are a lab's and no lab is up.
  static Optional<Platform> ifUp(PlanFile file, Path state)
      throws InterruptedException, ProblemException {
    return isOnAws(file.plan())
        ? Optional.of(aws(file, state))
        : Labs.ifUp(file.plan(), state).map(lab -> new LabPlatform(lab, state));
  }

  /// @throws ProblemException LB2003 when there is none
  static Platform required(PlanFile file, Path state)
      throws InterruptedException, ProblemException {
    return isOnAws(file.plan())
        ? aws(file, state)
        : new LabPlatform(Labs.required(file, state), state);
  }

  static boolean isOnAws(Plan plan) {
    return plan.primary().provider().equals(Region.AWS);
  }

  /// Of a plan whose regions are on AWS.
  static AwsPlatform aws(PlanFile file, Path state) {
    return new AwsPlatform(file.plan(), file.path(), state, account(file.plan()));
  }

  /// The account of a plan whose regions are on AWS, as whoever runs this, and as no role that the
  /// plan names: a guard has one of its own. The caller closes it.
  static AwsAccount guardsAccount(Plan plan) {
    return new AwsAccount(plan, AwsClients.ofThisMachine());
  }

  /// The account of a plan whose regions are on AWS; the caller closes it.
  static AwsAccount account(Plan plan) {
    var clients = AwsClients.ofThisMachine().as(AssumedRoles.of(plan));
    return new AwsAccount(
        plan, clients, GoalNeeds.of(plan, clients), new Ec2SecurityGroups(clients), entry(plan));
  }

  /// The logins that a ledger is read by; what is wrong with them must not stop a failover.
  private static LoginProbe entry(Plan plan) {
    var databases =
        plan.workloads().values().stream()
            .flatMap(workload -> workload.resources(Database.class).stream())
            .toList();
    try {
      return new SqlEntry(GuardLogins.in(System.getenv(), databases));
    } catch (ProblemException _) {
      return LoginProbe.UNTRIED;
    }
  }
}
