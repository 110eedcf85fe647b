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
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;

/// The lock of a plan as a parameter of Systems Manager in its recovery region, since it is there
/// before any table is; beside it the record, whose versions are its lines: the last hundred.
///
/// @param plan its name
public record ParameterLock(RegionCall<SsmClient> ssm, String plan) implements LockPort {
  /// Never removed: a name that was removed can be given again only after half a minute, and
  /// whoever looks and then removes may remove what another one took between.
  private static final String FREE = "free";

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
    var found = current().filter(it -> !it.value().equals(FREE));
    return found.isEmpty() ? Optional.empty() : Optional.of(read(found.get().value()));
  }

  private Optional<Parameter> current() throws ProblemException, InterruptedException {
    return find(name("lock"));
  }

  private Optional<Parameter> find(String named) throws ProblemException, InterruptedException {
    return ssm.find(
        it -> it.getParameter(ask -> ask.name(named)).parameter(),
        thrown ->
            thrown instanceof ParameterNotFoundException
                || thrown instanceof ParameterVersionNotFoundException);
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
        "aws ssm put-parameter --overwrite --region %s --name %s --value %s"
            .formatted(ssm.failure().region(), name("lock"), FREE));
  }

  private static String text(ProvisionLock lock) {
    return "%s on %s process %d since %s"
        .formatted(lock.owner(), lock.host(), lock.pid(), lock.since());
  }

  @Override
  public boolean take(ProvisionLock mine) throws ProblemException, InterruptedException {
    var current = current();
    return current.isEmpty() ? first(mine) : swap(current.get(), FREE, text(mine));
  }

  private boolean first(ProvisionLock mine) throws ProblemException, InterruptedException {
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
  public boolean takeOver(ProvisionLock held, ProvisionLock mine)
      throws ProblemException, InterruptedException {
    var current = current();
    return current.isPresent() && swap(current.get(), text(held), text(mine));
  }

  @Override
  public void end(ProvisionLock held) throws ProblemException, InterruptedException {
    var current = current();
    if (current.isPresent()) {
      var _ = swap(current.get(), text(held), FREE);
    }
  }

  /// Of all who write over one version, the one whose text became the next version did it; the
  /// others put that text back.
  private boolean swap(Parameter seen, String from, String to)
      throws ProblemException, InterruptedException {
    if (!seen.value().equals(from)) {
      return false;
    }
    long next = seen.version() + 1;
    long written = put("lock", to);
    if (written == next) {
      return true;
    }
    var winner = find(name("lock") + ":" + next).map(Parameter::value);
    // A call that the SDK repeated wrote it twice.
    if (winner.equals(Optional.of(to))) {
      return true;
    }
    var last = current();
    if (winner.isPresent() && last.filter(it -> it.version() == written).isPresent()) {
      var _ = put("lock", winner.get());
    }
    return false;
  }

  private long put(String what, String text) throws ProblemException, InterruptedException {
    return ssm.make(it ->
            it.putParameter(
                ask -> ask.name(name(what)).value(text).type(ParameterType.STRING).overwrite(true)))
        .version();
  }

  @Override
  public void note(String act, String by, String detail, Instant at)
      throws ProblemException, InterruptedException {
    var _ = put("record", "%s %s by %s: %s".formatted(at, act, by, detail));
  }
}
