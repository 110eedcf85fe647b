package dev.lifeboat.aws.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.DeleteMarkerReplicationStatus;
import software.amazon.awssdk.services.s3.model.Destination;
import software.amazon.awssdk.services.s3.model.MetricsStatus;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ReplicationRuleStatus;
import software.amazon.awssdk.services.s3.model.ReplicationTimeStatus;

/// One direction of a bucket's replication: what the rule of S3 must be, and whether it is.
///
/// @param resource the bucket's name in the plan
/// @param deletes whether delete markers go too
/// @param timeControl whether S3 is to promise 15 minutes
record ReplicationWay(
    String resource,
    BucketSite source,
    BucketSite destination,
    boolean deletes,
    boolean timeControl) {
  /// The only one that S3 has, for its promise and for its metrics.
  private static final int MINUTES = 15;

  private String id() {
    return "lifeboat-" + resource;
  }

  private String phrase() {
    return "%s to %s".formatted(source.bucket(), destination.bucket());
  }

  /// What is wrong with what `present` says; empty if nothing.
  Optional<String> fault(Optional<ReplicationConfiguration> present) {
    var rule = present.stream().flatMap(it -> it.rules().stream()).filter(this::leads).findFirst();
    if (rule.isEmpty()) {
      return Optional.of("no rule replicates " + phrase());
    }
    return fault(rule.get())
        .or(() ->
            present
                .filter(it -> !source.role().equals(it.role()))
                .map(it -> "its role is %s, not %s".formatted(it.role(), source.role())))
        .map(it -> "the rule '%s' from %s: %s".formatted(rule.get().id(), phrase(), it));
  }

  /// The id of the rule that leads this way; empty if there is none.
  Optional<String> rule(Optional<ReplicationConfiguration> present) {
    return present.stream()
        .flatMap(it -> it.rules().stream())
        .filter(this::leads)
        .map(ReplicationRule::id)
        .findFirst();
  }

  private boolean leads(ReplicationRule rule) {
    return rule.destination() != null && destination.arn().equals(rule.destination().bucket());
  }

  private Optional<String> fault(ReplicationRule rule) {
    if (rule.status() != ReplicationRuleStatus.ENABLED) {
      return Optional.of("it is disabled");
    }
    if (!isWhole(rule)) {
      return Optional.of("it does not replicate the whole bucket");
    }
    boolean markers =
        rule.deleteMarkerReplication() != null
            && rule.deleteMarkerReplication().status() == DeleteMarkerReplicationStatus.ENABLED;
    if (markers != deletes) {
      return Optional.of(
          "it %s delete markers, and the plan says otherwise"
              .formatted(markers ? "replicates" : "leaves out"));
    }
    var metrics = rule.destination().metrics();
    if (metrics == null || metrics.status() != MetricsStatus.ENABLED) {
      return Optional.of("it has no metrics");
    }
    var time = rule.destination().replicationTime();
    return timeControl && (time == null || time.status() != ReplicationTimeStatus.ENABLED)
        ? Optional.of("it has no time control")
        : Optional.empty();
  }

  /// A rule of the old form has no filter, and another meaning of deletes.
  private static boolean isWhole(ReplicationRule rule) {
    var filter = rule.filter();
    return filter != null
        && filter.tag() == null
        && filter.and() == null
        && (filter.prefix() == null || filter.prefix().isEmpty());
  }

  /// Whether rules of others would get another role by [#in].
  boolean changesOthers(Optional<ReplicationConfiguration> present) {
    return !others(present).isEmpty()
        && present.filter(it -> source.role().equals(it.role())).isEmpty();
  }

  private List<ReplicationRule> others(Optional<ReplicationConfiguration> present) {
    return present.stream()
        .flatMap(it -> it.rules().stream())
        .filter(rule -> !leads(rule) && !id().equals(rule.id()))
        .toList();
  }

  /// What is to be there: the rules of others as they are, and this one.
  ReplicationConfiguration in(Optional<ReplicationConfiguration> present) {
    var rules = new ArrayList<>(others(present));
    int highest =
        rules.stream().mapToInt(it -> it.priority() == null ? 0 : it.priority()).max().orElse(0);
    rules.add(rule(highest + 1));
    return ReplicationConfiguration.builder().role(source.role()).rules(rules).build();
  }

  private ReplicationRule rule(int priority) {
    var to =
        Destination.builder()
            .bucket(destination.arn())
            .metrics(
                it -> it.status(MetricsStatus.ENABLED).eventThreshold(t -> t.minutes(MINUTES)));
    if (timeControl) {
      to.replicationTime(
          it -> it.status(ReplicationTimeStatus.ENABLED).time(t -> t.minutes(MINUTES)));
    }
    return ReplicationRule.builder()
        .id(id())
        .priority(priority)
        .status(ReplicationRuleStatus.ENABLED)
        .filter(it -> it.prefix(""))
        .deleteMarkerReplication(it ->
            it.status(
                deletes
                    ? DeleteMarkerReplicationStatus.ENABLED
                    : DeleteMarkerReplicationStatus.DISABLED))
        .destination(to.build())
        .build();
  }
}
