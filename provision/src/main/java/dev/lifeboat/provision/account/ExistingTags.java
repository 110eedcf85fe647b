package dev.lifeboat.provision.account;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.existing.AccountFind;
import dev.lifeboat.provision.existing.AccountItem;
import dev.lifeboat.provision.existing.UnusedKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Things that bear one tag in regions of somebody, each service asked by itself. Reads only.
///
/// @param clients of whoever looks
public record ExistingTags(AwsClients clients, String key, String value) {
  private static final String MEANS = "nothing was written";
  private static final String READ =
      "tags are read of RDS instances, S3, ECS, Auto Scaling and target groups";

  private static final String SERVICE = ":service/";

  private static final int ABSENT = 404;

  /// Most that ELB describes the tags of at once.
  private static final int TARGETS_AT_ONCE = 20;

  /// Most that ECS describes at once.
  private static final int SERVICES_AT_ONCE = 10;

  /// What plans name of all that bears it.
  public AccountFind things(List<String> awsRegions) throws ProblemException, InterruptedException {
    var found = new ArrayList<AccountItem>();
    var unknown = new ArrayList<UnusedKey>();
    for (var region : awsRegions) {
      found.addAll(allowed("RDS", region, unknown, () -> databases(region)));
      var arns = new ArrayList<String>();
      arns.addAll(allowed("S3", region, unknown, () -> buckets(region, unknown)));
      arns.addAll(allowed("ECS", region, unknown, () -> services(region)));
      arns.addAll(allowed("Auto Scaling", region, unknown, () -> groups(region, unknown)));
      arns.addAll(allowed("ELB", region, unknown, () -> targets(region)));
      for (var arn : arns) {
        thing(region, arn).ifPresent(found::add);
      }
    }
    unknown.add(new UnusedKey("what other services have", READ));
    return new AccountFind(found, unknown);
  }

  /// Things of one service.
  private interface Look<T> {
    List<T> make() throws ProblemException, InterruptedException;
  }

  /// A service that denies the look does not end the look at the others.
  private static <T> List<T> allowed(
      String service, String region, List<UnusedKey> unknown, Look<T> look)
      throws ProblemException, InterruptedException {
    try {
      return look.make();
    } catch (ProblemException failed) {
      if (failed.problem().code() != Code.LB7002) {
        throw failed;
      }
      unknown.add(
          new UnusedKey("%s in %s".formatted(service, region), failed.problem().happened()));
      return List.of();
    }
  }

  private Optional<AccountItem> thing(String region, String arn) {
    return AccountItem.ofArn(region, arn, key + "=" + value);
  }

  private boolean isIt(Object otherKey, Object otherValue) {
    return key.equals(otherKey) && value.equals(otherValue);
  }

  private List<AccountItem> databases(String region) throws ProblemException, InterruptedException {
    return clients
        .at(AwsApi.rds(), region, MEANS)
        .make(it ->
            it.describeDBInstancesPaginator().dbInstances().stream()
                .filter(db -> db.tagList().stream().anyMatch(tag -> isIt(tag.key(), tag.value())))
                .flatMap(db ->
                    thing(region, db.dbInstanceArn())
                        .map(one -> one.with(ExistingDatabases.traits(db)))
                        .stream())
                .toList());
  }

  private List<String> groups(String region, List<UnusedKey> unknown)
      throws ProblemException, InterruptedException {
    var ours =
        clients
            .at(AwsApi.autoScaling(), region, MEANS)
            .make(it ->
                it.describeAutoScalingGroupsPaginator().autoScalingGroups().stream()
                    .filter(of -> of.tags().stream().anyMatch(tag -> isIt(tag.key(), tag.value())))
                    .toList());
    var found = new ArrayList<String>();
    for (var group : ours) {
      if (group.tags().stream().anyMatch(tag -> tag.key().equals(OtherStackTypes.OF_A_CLUSTER))) {
        unknown.add(new UnusedKey(group.autoScalingGroupName(), OtherStackTypes.CAPACITY));
      } else {
        found.add(group.autoScalingGroupARN());
      }
    }
    return found;
  }

  private List<String> targets(String region) throws ProblemException, InterruptedException {
    var balancing = clients.at(AwsApi.balancing(), region, MEANS);
    var all =
        balancing.make(it ->
            it.describeTargetGroupsPaginator().targetGroups().stream()
                .map(TargetGroup::targetGroupArn)
                .toList());
    var found = new ArrayList<String>();
    for (var some : parts(all, TARGETS_AT_ONCE)) {
      balancing
          .make(it -> it.describeTags(ask -> ask.resourceArns(some)).tagDescriptions())
          .stream()
          .filter(one -> one.tags().stream().anyMatch(tag -> isIt(tag.key(), tag.value())))
          .forEach(one -> found.add(one.resourceArn()));
    }
    return found;
  }

  private List<String> services(String region) throws ProblemException, InterruptedException {
    var ecs = clients.at(AwsApi.ecs(), region, MEANS);
    var found = new ArrayList<String>();
    for (var cluster : ecs.make(it -> it.listClustersPaginator().clusterArns().stream().toList())) {
      var all =
          ecs.make(it ->
              it.listServicesPaginator(ask -> ask.cluster(cluster)).serviceArns().stream()
                  .toList());
      for (var some : parts(all, SERVICES_AT_ONCE)) {
        ecs
            .make(it ->
                it.describeServices(
                        ask -> ask.cluster(cluster).services(some).include(ServiceField.TAGS))
                    .services())
            .stream()
            .filter(one -> one.tags().stream().anyMatch(tag -> isIt(tag.key(), tag.value())))
            .forEach(one -> found.add(whole(one.serviceArn(), cluster)));
      }
    }
    return found;
  }

  /// ARNs of old services have no cluster in them.
  private static String whole(String service, String cluster) {
    int name = service.indexOf(SERVICE) + SERVICE.length();
    return service.indexOf('/', name) < 0
        ? service.substring(0, name)
            + cluster.substring(cluster.lastIndexOf('/') + 1)
            + "/"
            + service.substring(name)
        : service;
  }

  /// One whose tags this person may not read does not end the look at the others.
  private List<String> buckets(String region, List<UnusedKey> unknown)
      throws ProblemException, InterruptedException {
    var s3 = clients.at(AwsApi.s3(), region, MEANS);
    var found = new ArrayList<String>();
    for (var bucket :
        s3.make(it ->
            it.listBucketsPaginator(ask -> ask.bucketRegion(region)).buckets().stream()
                .map(Bucket::name)
                .toList())) {
      try {
        if (isTagged(s3, bucket)) {
          found.add("arn:aws:s3:::" + bucket);
        }
      } catch (ProblemException failed) {
        if (failed.problem().code() != Code.LB7002) {
          throw failed;
        }
        unknown.add(new UnusedKey(bucket, "its tags may not be read"));
      }
    }
    return found;
  }

  private boolean isTagged(RegionCall<S3Client> s3, String bucket)
      throws ProblemException, InterruptedException {
    return s3
        .find(
            it -> it.getBucketTagging(ask -> ask.bucket(bucket)).tagSet(),
            thrown -> thrown instanceof S3Exception answer && answer.statusCode() == ABSENT)
        .stream()
        .flatMap(Collection::stream)
        .anyMatch(tag -> isIt(tag.key(), tag.value()));
  }

  private static List<List<String>> parts(List<String> all, int size) {
    var parts = new ArrayList<List<String>>();
    for (int from = 0; from < all.size(); from += size) {
      parts.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return parts;
  }
}
