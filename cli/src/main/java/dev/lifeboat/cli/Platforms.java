package dev.lifeboat.cli;

import dev.lifeboat.aws.AssumedRoles;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.check.AccountInspection;
import dev.lifeboat.aws.check.AwsCheck;
import dev.lifeboat.aws.check.GoalNeeds;
import dev.lifeboat.aws.drill.SqlEntry;
import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.aws.provider.AwsKind;
import dev.lifeboat.aws.rds.Ec2SecurityGroups;
import dev.lifeboat.aws.rds.LoginProbe;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.Regions;
import dev.lifeboat.lab.LabInspection;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Inspection;
import dev.lifeboat.provider.Platform;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Reaches the regions of plans: a lab below the state folder, or an account of AWS.
///
/// @param state the state folder
/// @param dns whether an inspection asks Route 53 too
record Platforms(Path state, boolean dns) implements Regions {

  @Override
  public Optional<Platform> of(PlanFile file) throws InterruptedException, ProblemException {
    return Kinds.of(file.plan()) instanceof AwsKind
        ? Optional.of(account(file.plan()))
        : Labs.ifUp(file.plan(), state).map(lab -> lab);
  }

  @Override
  public Platform required(PlanFile file) throws InterruptedException, ProblemException {
    return Kinds.of(file.plan()) instanceof AwsKind
        ? account(file.plan())
        : Labs.required(file, state);
  }

  @Override
  public Optional<Inspection> inspection(PlanFile file)
      throws InterruptedException, ProblemException {
    var plan = file.plan();
    if (Kinds.of(plan) instanceof AwsKind) {
      var clients = AwsClients.ofThisMachine().as(AssumedRoles.of(plan));
      var check = new AwsCheck(plan, clients, InstantSource.system());
      return Optional.of(new AccountInspection(check, dns));
    }
    return Labs.ifUp(plan, state).map(LabInspection::new);
  }

  /// The account of a plan whose regions are on AWS, as whoever runs this, and as no role that the
  /// plan names: a guard has one of its own. The caller closes it.
  static AwsAccount guardsAccount(Plan plan) {
    return new AwsAccount(plan, AwsClients.ofThisMachine());
  }

  /// The account of a plan whose regions are on AWS; the caller closes it.
  static AwsAccount account(Plan plan) {
    return account(plan, System.getenv());
  }

  /// As above.
  ///
  /// @param environment where the logins are found, as psql finds them
  static AwsAccount account(Plan plan, Map<String, String> environment) {
    var clients = AwsClients.ofThisMachine().as(AssumedRoles.of(plan));
    return new AwsAccount(
        plan,
        clients,
        GoalNeeds.of(plan, clients),
        new Ec2SecurityGroups(clients),
        entry(plan, environment),
        databases -> GuardLogins.in(environment, databases));
  }

  /// The logins that a ledger is read by; what is wrong with them must not stop a failover.
  private static LoginProbe entry(Plan plan, Map<String, String> environment) {
    var databases =
        plan.workloads().values().stream()
            .flatMap(workload -> workload.resources(Database.class).stream())
            .toList();
    try {
      return new SqlEntry(GuardLogins.in(environment, databases));
    } catch (ProblemException _) {
      return LoginProbe.UNTRIED;
    }
  }
}
