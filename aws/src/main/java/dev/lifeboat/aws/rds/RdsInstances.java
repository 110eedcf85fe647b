package dev.lifeboat.aws.rds;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.api.ApiCall;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceReadReplicaRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbInstanceAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;

/// Finds the instance of a database in a region. Thread-safe.
///
/// @param sites of each region of the plan that may hold the database
public record RdsInstances(AwsClients clients, RegionSites<RdsSite> sites) {

  /// A tag of a replica that names the instance that made way for it.
  static final String MADE_INSTEAD_OF = "lifeboat:instead-of";

  /// What shows the instance at `site`.
  public static ApiCall look(RdsSite site) {
    return look(site.instance());
  }

  private static ApiCall look(String instance) {
    return new ApiCall("rds", "describeDBInstances", Map.of("DbInstanceIdentifier", instance));
  }

  /// The present instance in `region`, also one that is still being made or deleted.
  public Optional<DBInstance> present(String region) throws ProblemException, InterruptedException {
    return present(region, look(site(region)));
  }

  /// The instance that made way in `region` for the run of `epoch`; empty if none did.
  Optional<DBInstance> setAside(String region, long epoch)
      throws ProblemException, InterruptedException {
    return named(region, site(region).setAside(epoch));
  }

  /// The same, or the last one that did for an earlier run, such as one that was given up before it
  /// made the replica.
  Optional<DBInstance> newestSetAside(String region, long epoch)
      throws ProblemException, InterruptedException {
    var own = setAside(region, epoch);
    if (own.isPresent()) {
      return own;
    }
    var site = site(region);
    return allSetAside(region).stream()
        .max(Comparator.comparingLong(it -> site.epochOf(it.dbInstanceIdentifier())));
  }

  /// The one that made way for `replica`; empty if none did, or it is gone.
  Optional<DBInstance> madeWayFor(String region, DBInstance replica)
      throws ProblemException, InterruptedException {
    var name = RdsStatus.tag(replica, MADE_INSTEAD_OF);
    return name.isEmpty() ? Optional.empty() : named(region, name.get());
  }

  /// All that made way in `region`, whenever that was.
  List<DBInstance> allSetAside(String region) throws ProblemException, InterruptedException {
    return call(
        region,
        rds ->
            rds.describeDBInstancesPaginator().dbInstances().stream()
                .filter(it -> site(region).isSetAside(it.dbInstanceIdentifier()))
                .toList());
  }

  /// The instance of that name in `region`; empty if it is gone.
  Optional<DBInstance> named(String region, String instance)
      throws ProblemException, InterruptedException {
    return present(region, look(instance));
  }

  private Optional<DBInstance> present(String region, ApiCall look)
      throws ProblemException, InterruptedException {
    return find(
            region,
            rds -> rds.describeDBInstances(look.fill(DescribeDbInstancesRequest.builder()).build()),
            DbInstanceNotFoundException.class)
        .flatMap(it -> it.dbInstances().stream().findFirst());
  }

  /// Whether `present`, in `region`, is a replica of the plan's instance in the other region, also
  /// of one that is lost: RDS goes on naming it.
  boolean follows(DBInstance present, String region) {
    return RdsStatus.source(present).filter(it -> isOfAnother(it, region)).isPresent();
  }

  private boolean isOfAnother(String source, String region) {
    return sites.byRegion().entrySet().stream()
        .filter(site -> !site.getKey().equals(region))
        .map(Map.Entry::getValue)
        .anyMatch(site ->
            source.startsWith("arn:")
                && source.contains(":rds:%s:".formatted(site.awsRegion()))
                && source.endsWith(":db:" + site.instance()));
  }

  /// Whether `present`, in `region`, follows the writer or is it: one that follows nobody while the
  /// other region's instance follows it has all that was ever written. A region that does not
  /// answer shows nothing.
  boolean isOfTheWriter(DBInstance present, String region) throws InterruptedException {
    if (RdsStatus.source(present).isPresent()) {
      return follows(present, region);
    }
    for (var other : sites.byRegion().keySet()) {
      if (!other.equals(region) && isFollowed(present, other)) {
        return true;
      }
    }
    return false;
  }

  private boolean isFollowed(DBInstance present, String other) throws InterruptedException {
    try {
      return present(other)
          .flatMap(RdsStatus::source)
          .filter(it -> it.equals(present.dbInstanceArn()))
          .isPresent();
    } catch (ProblemException _) {
      return false;
    }
  }

  /// @throws ProblemException LB7005 when there is none
  DBInstance required(String region) throws ProblemException, InterruptedException {
    return present(region).orElseThrow(() -> missing(region).asException());
  }

  Problem missing(String region) {
    var site = site(region);
    return Problem.lasting(
        Code.LB7005,
        "%s has no instance of %s: there is no '%s'"
            .formatted(site.awsRegion(), sites.resource(), site.instance()),
        "nothing there can be promoted or followed; nothing was changed",
        "create a replica named '%s' in %s, or correct its name and region in the plan"
            .formatted(site.instance(), site.awsRegion()));
  }

  /// Makes a call into `region`; what fails is told with the region's name.
  <T> T call(String region, RegionCall.Of<RdsClient, T> call)
      throws ProblemException, InterruptedException {
    return at(region).make(call);
  }

  /// The same for what changes an instance, after a look at it.
  <T> T change(String region, RegionCall.Of<RdsClient, T> call)
      throws ProblemException, InterruptedException {
    return clients.patiently(AwsApi.rds(), site(region).awsRegion(), means()).make(call);
  }

  private <T> Optional<T> find(
      String region, RegionCall.Of<RdsClient, T> call, Class<? extends SdkException> absent)
      throws ProblemException, InterruptedException {
    return at(region).find(call, absent::isInstance);
  }

  /// Makes a replica, unless there is an instance of that name.
  void create(String region, CreateDbInstanceReadReplicaRequest request)
      throws ProblemException, InterruptedException {
    // An earlier request took effect, or the former one is still there; both show at the next look.
    var _ =
        clients
            .patiently(AwsApi.rds(), site(region).awsRegion(), means())
            .find(
                rds -> rds.createDBInstanceReadReplica(request),
                DbInstanceAlreadyExistsException.class::isInstance);
  }

  RdsSite site(String region) {
    return sites.in(region);
  }

  private RegionCall<RdsClient> at(String region) {
    return clients.at(AwsApi.rds(), site(region).awsRegion(), means());
  }

  private String means() {
    return AwsFailure.lookedAtBeforeRepeated(sites.resource());
  }
}
