package dev.lifeboat.aws.rds;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.RegionSites;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.rds.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.rds.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceReadReplicaRequest;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceReadReplicaResponse;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBInstanceStatusInfo;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.DescribeEventsRequest;
import software.amazon.awssdk.services.rds.model.DescribeEventsResponse;
import software.amazon.awssdk.services.rds.model.Event;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.RebootDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.RebootDbInstanceResponse;
import software.amazon.awssdk.services.rds.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.rds.model.RemoveTagsFromResourceResponse;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/// The writer `east-db` and its replica `west-db`, as RDS tells of them. A change of names, groups
/// or tags takes hold at once; whatever else is asked for is counted alone.
final class AnsweredInstances {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  final Map<String, DBInstance> all = new LinkedHashMap<>();
  final List<Event> events = new ArrayList<>();
  final AwsAnswers answers = new AwsAnswers();
  final RdsInstances instances;

  /// By RDS's own clock.
  Instant now = NOW;

  /// @param fenceGroup of both sites
  AnsweredInstances(Optional<String> fenceGroup) {
    this(fenceGroup, List.of());
  }

  /// @param securityGroups that the plan names, of both sites
  AnsweredInstances(Optional<String> fenceGroup, List<String> securityGroups) {
    var sites = new LinkedHashMap<String, RdsSite>();
    for (var name : List.of("east", "west")) {
      sites.put(
          name,
          new RdsSite(
              name.equals("east") ? "us-east-1" : "us-west-2",
              name + "-db",
              Optional.empty(),
              securityGroups,
              Optional.empty(),
              Optional.empty(),
              fenceGroup,
              Optional.empty()));
    }
    instances = new RdsInstances(answers.clients(), new RegionSites<>("orders", sites));
    put("east-db", it -> {});
    put("west-db", it -> follow(it, arn("east-db")));
    answer();
  }

  static String arn(String name) {
    return "arn:aws:rds:us-%s:1:db:%s"
        .formatted(name.startsWith("east") ? "east-1" : "west-2", name);
  }

  void put(String name, Consumer<DBInstance.Builder> how) {
    var made =
        DBInstance.builder()
            .dbInstanceIdentifier(name)
            .dbInstanceArn(arn(name))
            .dbiResourceId("db-" + name)
            .dbInstanceStatus("available")
            .backupRetentionPeriod(7)
            .endpoint(it -> it.address(name + ".example").port(5432));
    all.put(name, made.applyMutation(how).build());
  }

  static void follow(DBInstance.Builder instance, String source) {
    instance
        .readReplicaSourceDBInstanceIdentifier(source)
        .statusInfos(
            DBInstanceStatusInfo.builder()
                .statusType("read replication")
                .normal(true)
                .status("replicating")
                .build());
  }

  void change(String name, Consumer<DBInstance.Builder> how) {
    all.computeIfPresent(name, (_, was) -> was.copy(how));
  }

  /// In these groups, and about to be in no other.
  void group(String name, String... groups) {
    change(name, it -> it.vpcSecurityGroups(memberships(List.of(groups))));
  }

  Map<String, String> tags(String name) {
    var tags = new LinkedHashMap<String, String>();
    all.get(name).tagList().forEach(it -> tags.put(it.key(), it.value()));
    return tags;
  }

  /// The kinds of the changes that were asked for, such as `ModifyDbInstance`.
  List<String> changes() {
    return answers.asked(SdkRequest.class).stream()
        .map(it -> it.getClass().getSimpleName().replaceFirst("Request$", ""))
        .filter(it -> !it.matches("(Describe|Get).*"))
        .toList();
  }

  private void answer() {
    answers
        .to(DescribeDbInstancesRequest.class, this::described)
        .to(ModifyDbInstanceRequest.class, this::modified)
        .to(
            DescribeEventsRequest.class,
            _ -> DescribeEventsResponse.builder().events(events).build())
        .to(AddTagsToResourceRequest.class, this::tagged)
        .to(RemoveTagsFromResourceRequest.class, this::untagged)
        .to(
            CreateDbInstanceReadReplicaRequest.class,
            _ -> CreateDbInstanceReadReplicaResponse.builder().build())
        .to(RebootDbInstanceRequest.class, _ -> RebootDbInstanceResponse.builder().build())
        .to(DeleteDbInstanceRequest.class, _ -> DeleteDbInstanceResponse.builder().build());
  }

  private SdkResponse described(DescribeDbInstancesRequest asked) {
    var name = asked.dbInstanceIdentifier();
    var found =
        all.values().stream()
            .filter(it -> name == null || it.dbInstanceIdentifier().equals(name))
            .toList();
    if (name != null && found.isEmpty()) {
      throw DbInstanceNotFoundException.builder().message("gone").build();
    }
    var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC));
    return DescribeDbInstancesResponse.builder()
        .dbInstances(found)
        .sdkHttpResponse(SdkHttpResponse.builder().putHeader("Date", date).build())
        .build();
  }

  private ModifyDbInstanceResponse modified(ModifyDbInstanceRequest asked) {
    var name = asked.dbInstanceIdentifier();
    if (asked.hasVpcSecurityGroupIds()) {
      change(name, it -> it.vpcSecurityGroups(memberships(asked.vpcSecurityGroupIds())));
    }
    if (asked.newDBInstanceIdentifier() != null) {
      var as = asked.newDBInstanceIdentifier();
      all.put(as, all.remove(name).copy(it -> it.dbInstanceIdentifier(as)));
    }
    return ModifyDbInstanceResponse.builder().build();
  }

  private static List<VpcSecurityGroupMembership> memberships(List<String> groups) {
    return groups.stream()
        .map(it ->
            VpcSecurityGroupMembership.builder().vpcSecurityGroupId(it).status("active").build())
        .toList();
  }

  private AddTagsToResourceResponse tagged(AddTagsToResourceRequest asked) {
    for (var tag : asked.tags()) {
      retag(asked.resourceName(), tag.key(), Optional.of(tag));
    }
    return AddTagsToResourceResponse.builder().build();
  }

  private RemoveTagsFromResourceResponse untagged(RemoveTagsFromResourceRequest asked) {
    asked.tagKeys().forEach(key -> retag(asked.resourceName(), key, Optional.empty()));
    return RemoveTagsFromResourceResponse.builder().build();
  }

  private void retag(String arn, String key, Optional<Tag> tag) {
    all.replaceAll((_, it) -> {
      if (!it.dbInstanceArn().equals(arn)) {
        return it;
      }
      var tags = new ArrayList<>(it.tagList());
      tags.removeIf(present -> present.key().equals(key));
      tag.ifPresent(tags::add);
      return it.copy(to -> to.tagList(tags));
    });
  }
}
