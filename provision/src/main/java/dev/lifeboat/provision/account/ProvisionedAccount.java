package dev.lifeboat.provision.account;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.ObjectWrite;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionIndex;
import dev.lifeboat.provision.apply.AccountPort;
import dev.lifeboat.provision.apply.ArmedGuard;
import dev.lifeboat.provision.apply.RuleState;
import dev.lifeboat.provision.apply.StackAddress;
import dev.lifeboat.provision.apply.StackPort;
import dev.lifeboat.provision.apply.StackRemoval.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.HealthCheckObservation;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// What an account on AWS has beside the stacks of a plan.
///
/// @param patient clients that upload
/// @param account of the plan, for its placements and guards
public record ProvisionedAccount(
    Plan plan,
    AwsClients clients,
    AwsClients patient,
    AwsAccount account,
    StackPort stacks,
    TemplateBucket templates,
    NamedBalancers balancers,
    NamedZones zones)
    implements AccountPort {
  private static final String MEANS = "it stays as it is";
  private static final int ABSENT = 404;

  /// Some forty megabytes, by a line of a person's home.
  private static final Duration UPLOAD = Duration.ofMinutes(10);

  private static final String CHECKERS = "HealthCheckers";

  /// A status names the address that was asked too, in which any number may be.
  private static final Pattern ANSWERED = Pattern.compile("HTTP Status Code:? 200\\b");

  /// Of the health checks that read an object; the others are reckoned from these.
  private static final String CHECK = "Check";

  private RegionCall<S3Client> s3(String awsRegion) {
    return clients.at(AwsApi.s3(), awsRegion, MEANS);
  }

  private RegionCall<Route53Client> route53() {
    return clients.at(AwsApi.route53(), AwsClients.GLOBAL, MEANS);
  }

  @Override
  public List<String> openRuns() throws ProblemException {
    var open = new ArrayList<String>();
    for (var workload : plan.workloads().keySet()) {
      placement(workload)
          .flatMap(Placement::openRun)
          .ifPresent(run -> open.add("%s of '%s'".formatted(run, workload)));
    }
    return open;
  }

  /// Empty too where no table was made yet.
  private Optional<Placement> placement(String workload) throws ProblemException {
    try {
      return account.placements().read(workload);
    } catch (ProblemException failed) {
      if (failed.problem().code() == Code.LB7005) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  @Override
  public List<ArmedGuard> armedGuards() throws ProblemException, InterruptedException {
    var armed = new ArrayList<ArmedGuard>();
    for (var workload : plan.workloads().values()) {
      var writer = placement(workload.name()).map(Placement::writer);
      if (writer.isPresent() && isArmed(workload, writer.get())) {
        armed.add(new ArmedGuard(workload.name(), writer.get()));
      }
    }
    return armed;
  }

  private boolean isArmed(Workload workload, String region)
      throws ProblemException, InterruptedException {
    var reports = account.reports(workload.name());
    for (var database : workload.resources(Database.class)) {
      if (FenceChoice.of(database).isByGuard()
          && reports.read(region, database.name()).isPresent()
          && reports.releases().read(region).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /// In one order, since AWS gives them in any.
  @Override
  public Optional<String> value(String parameter) throws ProblemException, InterruptedException {
    if (!parameter.equals(CHECKERS)) {
      return Optional.empty();
    }
    var ranges = route53().make(it -> it.getCheckerIpRanges().checkerIpRanges());
    return ranges.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(",", new TreeSet<>(ranges)));
  }

  @Override
  public Map<String, String> found(ProvisionIndex.Deploy step, List<String> missing)
      throws ProblemException, InterruptedException {
    var found = new TreeMap<>(balancers.values(step.folder(), missing));
    found.putAll(zones.values(step.folder(), missing));
    return found;
  }

  @Override
  public boolean isThere(String awsRegion, String bucket, String key)
      throws ProblemException, InterruptedException {
    return s3(awsRegion)
        .find(
            it -> it.headObject(ask -> ask.bucket(bucket).key(key)),
            thrown -> thrown instanceof S3Exception answer && answer.statusCode() == ABSENT)
        .isPresent();
  }

  @Override
  public void put(ProvisionIndex.Put object) throws ProblemException, InterruptedException {
    var text = new FirstRoute(plan, this::placement).text(object);
    var _ =
        s3(object.awsRegion())
            .find(
                it ->
                    it.putObject(
                        ask ->
                            ask.bucket(object.bucket())
                                .key(object.key())
                                .contentType("application/json")
                                .cacheControl("no-store")
                                .ifNoneMatch("*"),
                        RequestBody.fromString(text)),
                ObjectWrite::isRefused);
  }

  @Override
  public RuleState standing(ProvisionIndex.Replicate rule)
      throws ProblemException, InterruptedException {
    return new BucketRules(plan, clients).standing(rule);
  }

  @Override
  public void replicate(ProvisionIndex.Replicate rule)
      throws ProblemException, InterruptedException {
    new BucketRules(plan, clients).make(rule);
  }

  @Override
  public void put(String awsRegion, String bucket, String key, String text)
      throws ProblemException, InterruptedException {
    var _ =
        s3(awsRegion)
            .make(it ->
                it.putObject(ask -> ask.bucket(bucket).key(key), RequestBody.fromString(text)));
  }

  @Override
  public void put(String awsRegion, String bucket, String key, byte[] bytes)
      throws ProblemException, InterruptedException {
    var _ =
        patient
            .at(AwsApi.s3(), awsRegion, MEANS)
            .make(it ->
                it.putObject(
                    ask ->
                        ask.bucket(bucket)
                            .key(key)
                            .overrideConfiguration(
                                call -> call.apiCallTimeout(UPLOAD).apiCallAttemptTimeout(UPLOAD)),
                    RequestBody.fromBytes(bytes)));
  }

  /// A check that has not read its object yet counts as healthy, and one that reads nothing will
  /// never lead anybody.
  @Override
  public Optional<String> unready(StackAddress names)
      throws ProblemException, InterruptedException {
    for (var check : stacks.names(names).entrySet()) {
      if (check.getKey().startsWith(CHECK)) {
        var seen =
            route53()
                .make(it ->
                    it.getHealthCheckStatus(ask -> ask.healthCheckId(check.getValue()))
                        .healthCheckObservations());
        var blind = seen.stream().filter(it -> !hasRead(it)).findFirst();
        if (seen.isEmpty() || blind.isPresent()) {
          return Optional.of(
              "health check %s: %s"
                  .formatted(
                      check.getKey(), blind.map(ProvisionedAccount::status).orElse("not looked")));
        }
      }
    }
    return Optional.empty();
  }

  /// Whether the object was read: its text was found, or it was answered and the text was not in
  /// it.
  static boolean hasRead(HealthCheckObservation seen) {
    var status = status(seen);
    return status.startsWith("Success") || ANSWERED.matcher(status).find();
  }

  private static String status(HealthCheckObservation seen) {
    var report = seen.statusReport();
    return report == null || report.status() == null ? "not looked" : report.status();
  }

  @Override
  public List<Fate> beside(Set<String> awsRegions) throws ProblemException, InterruptedException {
    var ssm = clients.at(AwsApi.parameters(), AwsRegion.nameOf(plan.recovery()), MEANS);
    var all = new ArrayList<>(new PlanParameters(ssm, plan).fates());
    for (var region : awsRegions) {
      templates.fate(region).ifPresent(all::add);
    }
    all.addAll(new BucketRules(plan, clients).fates());
    return all;
  }

  @Override
  public void endTemplates(String awsRegion) throws ProblemException, InterruptedException {
    templates.end(awsRegion);
  }
}
