package dev.lifeboat.aws.rds;

import static java.util.stream.Collectors.joining;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Goal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.Event;
import software.amazon.awssdk.services.rds.model.SourceType;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/// Closes the instance of a database by a security group without a rule, and opens it again. Tags
/// of the instance say when it was closed, and in which groups it was before.
///
/// @param instances whose sites name the group without a rule
public record ClosedInstances(SecurityGroups groups, RdsInstances instances) {
  private static final String CLOSED = "lifeboat:closed";
  private static final String RESTART = "lifeboat:restart";
  private static final String GROUPS = "lifeboat:groups";

  /// RDS tells of what happened some minutes later at times.
  private static final Duration EVENTS_LATE = Duration.ofMinutes(5);

  /// What a header tells of a time ends with the second.
  private static final Duration SECOND = Duration.ofSeconds(1);

  private String group(String region) throws ProblemException {
    var site = instances.site(region);
    return site.fenceGroup()
        .orElseThrow(() ->
            ProblemException.lasting(
                Code.LB2008,
                "the plan names no fenceGroup of %s in %s".formatted(site.instance(), region),
                "RDS cannot close it; nothing was changed",
                "name a security group there that has no rule"));
  }

  /// @throws ProblemException LB2008 when the plan names no group, LB7005 when there is no instance
  ClosedLook look(String region) throws ProblemException, InterruptedException {
    var site = instances.site(region);
    var group = group(region);
    var answer =
        instances.call(
            region,
            rds ->
                rds.describeDBInstances(
                    RdsInstances.look(site).fill(DescribeDbInstancesRequest.builder()).build()));
    var at =
        Optional.ofNullable(answer.sdkHttpResponse())
            .flatMap(it -> it.firstMatchingHeader("Date"))
            .map(it -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(it)).plus(SECOND));
    return new ClosedLook(answer.dbInstances().getFirst(), group, at);
  }

  RdsRefusal refusal(Goal goal, String region) {
    return new RdsRefusal(goal.phrase(), instances.site(region).awsRegion());
  }

  /// @throws ProblemException LB2014 when the group lets somebody in, and as [SecurityGroups]
  void requireNoWayIn(String region) throws ProblemException, InterruptedException {
    groups.requireNoWayIn(instances.site(region).awsRegion(), group(region));
  }

  /// When it was restarted after it was closed, by what RDS tells of it.
  Optional<Instant> restarted(String region, ClosedLook seen)
      throws ProblemException, InterruptedException {
    var closed = seen.time(CLOSED);
    if (closed.isEmpty()) {
      return Optional.empty();
    }
    return instances
        .call(
            region,
            rds ->
                rds.describeEvents(it ->
                    it.sourceType(SourceType.DB_INSTANCE)
                        .sourceIdentifier(seen.instance().dbInstanceIdentifier())
                        .startTime(closed.get())))
        .events()
        .stream()
        .filter(it -> it.message().toLowerCase(Locale.ROOT).contains("restarted"))
        .map(Event::date)
        .filter(it -> !it.isBefore(closed.get()))
        .findFirst();
  }

  /// Puts it in the group alone. What an earlier closing left in its tags goes first.
  void close(String region, ClosedLook seen) throws ProblemException, InterruptedException {
    untag(region, seen, CLOSED, RESTART);
    var before =
        seen.groups().stream()
            .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
            .filter(it -> !it.equals(seen.group()))
            .collect(joining(" "));
    if (!before.isEmpty()) {
      tag(region, seen, GROUPS, before);
    }
    enter(region, List.of(seen.group()));
  }

  /// Ends the sessions of before, unless that was asked for a moment ago.
  void restart(String region, ClosedLook seen) throws ProblemException, InterruptedException {
    var at = seen.at().orElseThrow(() -> new IllegalStateException("RDS answers without a date"));
    var closedAt = seen.time(CLOSED);
    if (closedAt.isEmpty()) {
      tag(region, seen, CLOSED, at.toString());
      return;
    }
    boolean asked = seen.time(RESTART).filter(it -> at.isBefore(it.plus(EVENTS_LATE))).isPresent();
    if (!asked && at.isAfter(closedAt.get()) && RdsStatus.isAvailable(seen.instance())) {
      tag(region, seen, RESTART, at.toString());
      var name = seen.instance().dbInstanceIdentifier();
      instances.call(region, rds -> rds.rebootDBInstance(it -> it.dbInstanceIdentifier(name)));
    }
  }

  /// Puts it back in the groups of before.
  ///
  /// @throws ProblemException LB2008 when nobody knows them
  void open(String region, ClosedLook seen) throws ProblemException, InterruptedException {
    var told = groupsBefore(seen.instance(), Optional.of(seen.group()));
    var before = told.isEmpty() ? instances.site(region).securityGroups() : told;
    if (before.isEmpty()) {
      throw untold(region, seen.instance());
    }
    untag(region, seen, CLOSED, RESTART);
    enter(region, before);
  }

  /// Whether a run closed it, and nobody opened it since.
  static boolean isTaggedClosed(DBInstance instance) {
    return RdsStatus.tag(instance, CLOSED).isPresent();
  }

  /// The groups in which it was before it was closed; empty where nothing tells them.
  ///
  /// @param fence the one without a rule, which RDS lists beside those that it leaves
  static List<String> groupsBefore(DBInstance closed, Optional<String> fence) {
    return RdsStatus.tag(closed, GROUPS).stream()
        .flatMap(it -> Stream.of(it.split(" ")))
        .filter(it -> fence.filter(it::equals).isEmpty())
        .toList();
  }

  static ProblemException untold(String region, DBInstance closed) {
    return ProblemException.lasting(
        Code.LB2008,
        "%s is closed, and nothing tells its security groups of before"
            .formatted(closed.dbInstanceIdentifier()),
        "nobody can reach it; nothing was changed",
        "name them in the plan: aws: { securityGroups: { %s: […] } }".formatted(region));
  }

  private void enter(String region, List<String> groups)
      throws ProblemException, InterruptedException {
    var name = instances.site(region).instance();
    instances.call(
        region,
        rds ->
            rds.modifyDBInstance(it ->
                it.dbInstanceIdentifier(name).vpcSecurityGroupIds(groups).applyImmediately(true)));
  }

  private void tag(String region, ClosedLook seen, String key, String value)
      throws ProblemException, InterruptedException {
    var tag = Tag.builder().key(key).value(value).build();
    instances.call(
        region,
        rds ->
            rds.addTagsToResource(
                it -> it.resourceName(seen.instance().dbInstanceArn()).tags(tag)));
  }

  private void untag(String region, ClosedLook seen, String... keys)
      throws ProblemException, InterruptedException {
    var present = new ArrayList<>(List.of(keys));
    present.removeIf(key -> seen.tag(key).isEmpty());
    if (!present.isEmpty()) {
      instances.call(
          region,
          rds ->
              rds.removeTagsFromResource(
                  it -> it.resourceName(seen.instance().dbInstanceArn()).tagKeys(present)));
    }
  }
}
