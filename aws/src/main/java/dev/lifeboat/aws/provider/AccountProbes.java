package dev.lifeboat.aws.provider;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.drill.SqlLogins;
import dev.lifeboat.aws.guard.GuardPresence;
import dev.lifeboat.aws.rds.Ec2SecurityGroups;
import dev.lifeboat.aws.rds.LoginProbe;
import dev.lifeboat.aws.rds.SecurityGroups;
import java.util.Optional;

/// Probes of an account where the API of a resource does not tell.
///
/// @param needs looked at before a run changes anything
/// @param groups what closes a database that no guard fences
/// @param entry who tries whether it is closed
/// @param logins by which a drill or a ledger looks into databases
/// @param guards by whom those of several workloads are listened to; empty for each one's own
public record AccountProbes(
    Preconditions.OfWorkload needs,
    SecurityGroups groups,
    LoginProbe entry,
    SqlLogins logins,
    Optional<GuardPresence> guards) {

  /// Whoever moves or looks at one workload.
  public AccountProbes(
      Preconditions.OfWorkload needs, SecurityGroups groups, LoginProbe entry, SqlLogins logins) {
    this(needs, groups, entry, logins, Optional.empty());
  }

  /// Of a look that changes nothing.
  public static AccountProbes ofLook(AwsClients clients, GuardPresence guards) {
    return new AccountProbes(
        Preconditions.NONE,
        new Ec2SecurityGroups(clients),
        LoginProbe.UNTRIED,
        SqlLogins.NONE,
        Optional.of(guards));
  }

  /// Nothing else looks.
  public static final AccountProbes NONE =
      new AccountProbes(
          Preconditions.NONE, SecurityGroups.UNSEEN, LoginProbe.UNTRIED, SqlLogins.NONE);
}
