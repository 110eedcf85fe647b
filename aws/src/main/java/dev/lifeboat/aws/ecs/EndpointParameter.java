package dev.lifeboat.aws.ecs;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.rds.RdsInstances;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.runbook.Goal;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// A parameter of Systems Manager that holds the address of a database and nothing else. Binding
/// writes the address of the other region's instance, as RDS tells it: no credential is read,
/// written or staged, and a rotation of one is in nobody's way.
///
/// @param database whose address it holds
public record EndpointParameter(
    EcsServices services, PresentClaim claim, String parameter, RegionSites<RdsSite> database)
    implements StoreWord {

  @Override
  public Optional<Problem> fault(Goal.Bound goal) throws ProblemException, InterruptedException {
    var _ = address(goal);
    return seen(goal).flatMap(it -> fault(it, services.sites().in(goal.region()).awsRegion()));
  }

  @Override
  public Told look(Goal.Bound goal) throws ProblemException, InterruptedException {
    var address = address(goal);
    return told(seen(goal), address);
  }

  private Told told(Optional<Parameter> seen, String wanted) {
    return new Told(
        seen.map(Parameter::value).filter(wanted::equals).isPresent(),
        "parameter %s says %s, not %s"
            .formatted(parameter, seen.map(Parameter::value).orElse("nothing"), wanted),
        seen.map(Parameter::lastModifiedDate).orElse(Instant.MIN));
  }

  @Override
  public Told tell(Goal.Bound goal, Attempt attempt) throws ProblemException, InterruptedException {
    var address = address(goal);
    var seen = seen(goal);
    var before = told(seen, address);
    if (before.right()) {
      return before;
    }
    var fault = seen.flatMap(it -> fault(it, services.sites().in(goal.region()).awsRegion()));
    if (fault.isPresent()) {
      throw fault.get().asException(); // Nobody may have looked before.
    }
    claim.confirm(goal, attempt);
    call(
        goal,
        ssm ->
            ssm.putParameter(it ->
                it.name(parameter).type(ParameterType.STRING).value(address).overwrite(true)));
    return told(seen(goal), address);
  }

  /// Why a parameter cannot hold an address; empty if it can.
  ///
  /// @param awsRegion where it is
  public static Optional<Problem> fault(Parameter seen, String awsRegion) {
    return seen.type() == ParameterType.STRING
        ? Optional.empty()
        : Optional.of(
            Problem.lasting(
                Code.LB7010,
                "parameter %s in %s is a %s".formatted(seen.name(), awsRegion, seen.typeAsString()),
                "it is to hold an address, and a run that wrote it would overwrite a secret",
                "name a parameter of its own as endpointParameter, of type String"));
  }

  private Optional<Parameter> seen(Goal.Bound goal) throws ProblemException, InterruptedException {
    // One that is not there is named in the answer, and no error.
    return call(goal, ssm -> ssm.getParameters(it -> it.names(parameter))).parameters().stream()
        .findFirst();
  }

  /// Of the instance whose stores the tasks are to use.
  private String address(Goal.Bound goal) throws ProblemException, InterruptedException {
    return new RdsInstances(services.clients(), database)
        .present(goal.stores())
        .flatMap(EndpointParameter::address)
        .orElseThrow(() ->
            ProblemException.passing(
                Code.LB7009,
                "RDS tells no address of %s in %s yet"
                    .formatted(database.resource(), goal.stores()),
                "tasks could not be told of it; nothing was changed",
                "wait until the instance is there"));
  }

  /// Of an instance; empty while RDS makes it.
  public static Optional<String> address(DBInstance instance) {
    return Optional.ofNullable(instance.endpoint()).map(it -> it.address());
  }

  private <T> T call(Goal.Bound goal, RegionCall.Of<SsmClient, T> call)
      throws ProblemException, InterruptedException {
    var site = services.sites().in(goal.region());
    return services
        .clients()
        .at(
            AwsApi.parameters(),
            site.awsRegion(),
            AwsFailure.lookedAtBeforeRepeated(goal.resource()))
        .make(call);
  }
}
