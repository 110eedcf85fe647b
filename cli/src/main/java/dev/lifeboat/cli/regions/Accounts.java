package dev.lifeboat.cli.regions;

import dev.lifeboat.aws.AssumedRoles;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.check.AwsCheck;
import dev.lifeboat.aws.check.GoalNeeds;
import dev.lifeboat.aws.drill.SqlEntry;
import dev.lifeboat.aws.provider.AccountProbes;
import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.aws.rds.Ec2SecurityGroups;
import dev.lifeboat.aws.rds.LoginProbe;
import dev.lifeboat.control.AccountChecks;
import dev.lifeboat.control.DrilledRegions;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.DoctorCheck;
import dev.lifeboat.provider.Inspection;
import dev.lifeboat.provider.Platform;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Reaches accounts on AWS from this machine.
///
/// @param dns whether an inspection asks Route 53 too
public record Accounts(boolean dns) implements ReachedRegions {
  @Override
  public Optional<Platform> of(PlanFile file) {
    return Optional.of(required(file));
  }

  @Override
  public Platform required(PlanFile file) {
    var plan = file.plan();
    var clients = AwsClients.ofThisMachine().as(AssumedRoles.of(plan));
    return new AwsAccount(
        plan,
        clients,
        new AccountProbes(
            GoalNeeds.of(plan, clients),
            new Ec2SecurityGroups(clients),
            entry(plan),
            databases -> DrillLogins.in(System.getenv(), databases)));
  }

  @Override
  public Optional<Inspection> inspection(PlanFile file) throws ProblemException {
    var clients = AwsClients.ofThisMachine().as(AssumedRoles.of(file.plan()));
    return Optional.of(new AwsCheck(file.plan(), clients, InstantSource.system(), dns));
  }

  @Override
  public List<DoctorCheck> checks(PlanFile file, InstantSource wall) {
    return new AccountChecks(file, this, wall).all();
  }

  @Override
  public DrilledRegions drilled(DrillWish wish) {
    return new AccountDrill(this, wish);
  }

  /// The account of a plan whose regions are on AWS, as whoever runs this, and as no role that the
  /// plan names: a guard has one of its own. The caller closes it.
  public static AwsAccount ofGuard(Plan plan) {
    return new AwsAccount(plan, AwsClients.ofThisMachine());
  }

  /// The logins that a ledger is read by; what is wrong with them must not stop a failover.
  private static LoginProbe entry(Plan plan) {
    try {
      return new SqlEntry(GuardLogins.in(System.getenv(), plan.resources(Database.class)));
    } catch (ProblemException _) {
      return LoginProbe.UNTRIED;
    }
  }
}
