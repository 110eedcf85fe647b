package dev.lifeboat.provision.account;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.apply.LockPort;
import dev.lifeboat.provision.apply.ProvisionLock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// The lock of a plan as a parameter of Systems Manager in its recovery region, since it is there
/// before any table is; beside it the record, whose versions are its lines: the last hundred.
///
/// @param plan its name
public record ParameterLock(RegionCall<SsmClient> ssm, String plan) implements LockPort {
  /// Fields in one line, since a person reads it in the console too.
  private static final Pattern TEXT =
      Pattern.compile("(?<owner>.*) on (?<host>\\S*) process (?<pid>\\d+) since (?<since>\\S+)");

  /// Of a plan on AWS.
  public static ParameterLock of(AwsClients clients, Plan plan) {
    return new ParameterLock(
        clients.at(AwsApi.parameters(), AwsRegion.nameOf(plan.recovery()), "nothing was changed"),
        plan.name());
  }

  private String name(String what) {
    return "/lifeboat/%s/provision/%s".formatted(plan, what);
  }

  @Override
  public Optional<ProvisionLock> holder() throws ProblemException, InterruptedException {
    var found =
        ssm.find(
            it -> it.getParameter(ask -> ask.name(name("lock"))).parameter().value(),
            ParameterNotFoundException.class::isInstance);
    return found.isEmpty() ? Optional.empty() : Optional.of(read(found.get()));
  }

  private ProvisionLock read(String text) throws ProblemException {
    var parts = TEXT.matcher(text);
    try {
      if (parts.matches()) {
        return new ProvisionLock(
            parts.group("owner"),
            parts.group("host"),
            Long.parseLong(parts.group("pid")),
            Instant.parse(parts.group("since")));
      }
    } catch (DateTimeParseException | NumberFormatException damaged) {
      throw damaged(text).asException(damaged);
    }
    throw damaged(text).asException();
  }

  private Problem damaged(String text) {
    return Problem.lasting(
        Code.LB4008,
        "the lock of plan '%s' cannot be understood: %s".formatted(plan, text),
        "who changes its account cannot be told; nothing was changed",
        "aws ssm delete-parameter --region %s --name %s"
            .formatted(ssm.failure().region(), name("lock")));
  }

  private static String text(ProvisionLock lock) {
    return "%s on %s process %d since %s"
        .formatted(lock.owner(), lock.host(), lock.pid(), lock.since());
  }

  @Override
  public boolean take(ProvisionLock mine) throws ProblemException, InterruptedException {
    boolean made =
        ssm.find(
                it ->
                    it.putParameter(ask ->
                        ask.name(name("lock"))
                            .value(text(mine))
                            .type(ParameterType.STRING)
                            .overwrite(false)),
                ParameterAlreadyExistsException.class::isInstance)
            .isPresent();
    // A call that the SDK repeated finds what its first attempt made.
    return made || holder().equals(Optional.of(mine));
  }

  @Override
  public void end(ProvisionLock held) throws ProblemException, InterruptedException {
    if (holder().equals(Optional.of(held))) {
      var _ =
          ssm.find(
              it -> it.deleteParameter(ask -> ask.name(name("lock"))),
              ParameterNotFoundException.class::isInstance);
    }
  }

  @Override
  public void note(String act, String by, String detail, Instant at)
      throws ProblemException, InterruptedException {
    var _ =
        ssm.make(it ->
            it.putParameter(ask ->
                ask.name(name("record"))
                    .value("%s %s by %s: %s".formatted(at, act, by, detail))
                    .type(ParameterType.STRING)
                    .overwrite(true)));
  }
}
