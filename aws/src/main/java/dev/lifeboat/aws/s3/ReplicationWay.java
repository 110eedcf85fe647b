package dev.lifeboat.aws.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.DeleteMarkerReplicationStatus;
import software.amazon.awssdk.services.s3.model.Destination;
import software.amazon.awssdk.services.s3.model.MetricsStatus;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ReplicationRuleStatus;
import software.amazon.awssdk.services.s3.model.ReplicationTimeStatus;
import software.amazon.awssdk.services.s3.model.SourceSelectionCriteria;
import software.amazon.awssdk.services.s3.model.SseKmsEncryptedObjectsStatus;

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
    return ReplicatedBucket.ruleOf(resource);
  }

  private String phrase() {
    return "%s to %s".formatted(source.bucket(), destination.bucket());
  }

  /// What is wrong with what `present` says; empty if nothing.
  Optional<String> fault(Optional<ReplicationConfiguration> present) {
    var rule = deciding(present);
    if (rule.isEmpty()) {
      return Optional.of("no rule replicates " + phrase());
    }
    return fault(rule.get())
        .or(() -> before(rule.get(), present))
        .or(() ->
            present
                .filter(it -> !source.role().equals(it.role()))
                .map(it -> "its role is %s, not %s".formatted(it.role(), source.role())))
        .map(it -> "the rule '%s' from %s: %s".formatted(rule.get().id(), phrase(), it));
  }

  /// The id of the rule that leads this way; empty if there is none.
  Optional<String> rule(Optional<ReplicationConfiguration> present) {
    return deciding(present).map(ReplicationRule::id);
  }

  /// Whether the rule that leads this way takes along what KMS encrypts, and all that go before it.
  boolean takesEncrypted(Optional<ReplicationConfiguration> present) {
    return deciding(present)
        .filter(RuleForm::takesEncrypted)
        .filter(rule -> above(rule, present).allMatch(RuleForm::takesEncrypted))
        .isPresent();
  }

  private Optional<ReplicationRule> deciding(Optional<ReplicationConfiguration> present) {
    return leading(present).stream().max(RuleForm.DECIDING);
  }

  private List<ReplicationRule> leading(Optional<ReplicationConfiguration> present) {
    return present.stream().flatMap(it -> it.rules().stream()).filter(this::leads).toList();
  }

  private boolean leads(ReplicationRule rule) {
    return rule.destination() != null && destination.arn().equals(rule.destination().bucket());
  }

  private Optional<String> fault(ReplicationRule rule) {
    if (!RuleForm.isEnabled(rule)) {
      return Optional.of("it is disabled");
    }
    if (!RuleForm.isWhole(rule)) {
      return Optional.of("it does not replicate the whole bucket");
    }
    var lost = lost(rule);
    if (lost.isPresent()) {
      return lost;
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

  /// What would not go by a rule as the plan says.
  private Optional<String> lost(ReplicationRule rule) {
    boolean markers =
        rule.deleteMarkerReplication() != null
            && rule.deleteMarkerReplication().status() == DeleteMarkerReplicationStatus.ENABLED;
    if (markers != deletes) {
      return Optional.of(
          "it %s delete markers, and the plan says otherwise"
              .formatted(markers ? "replicates" : "leaves out"));
    }
    if (destination.kmsKey().isPresent() && !RuleForm.takesEncrypted(rule)) {
      return Optional.of("it leaves out what KMS encrypts");
    }
    return destination
        .kmsKey()
        .filter(it -> !it.equals(rule.destination().encryptionConfiguration().replicaKmsKeyID()))
        .map("it does not encrypt replicas by %s"::formatted);
  }

  /// Rules for a part of the bucket that S3 goes by instead.
  private Stream<ReplicationRule> above(
      ReplicationRule rule, Optional<ReplicationConfiguration> present) {
    return leading(present).stream()
        .filter(it -> RuleForm.isEnabled(it) && RuleForm.priority(it) > RuleForm.priority(rule));
  }

  private Optional<String> before(
      ReplicationRule rule, Optional<ReplicationConfiguration> present) {
    return above(rule, present)
        .flatMap(it ->
            lost(it).map(why -> "'%s' goes before it, and %s".formatted(it.id(), why)).stream())
        .findFirst();
  }

  /// Whether rules of others would get another role by [#in].
  boolean changesOthers(Optional<ReplicationConfiguration> present) {
    return !others(present).isEmpty()
        && present.filter(it -> source.role().equals(it.role())).isEmpty();
  }

  /// All but the one that is mended or replaced.
  private List<ReplicationRule> others(Optional<ReplicationConfiguration> present) {
    var mended = mended(present);
    return present.stream()
        .flatMap(it -> it.rules().stream())
        .filter(rule -> !id().equals(rule.id()) && mended.filter(rule::equals).isEmpty())
        .toList();
  }

  private Optional<ReplicationRule> mended(Optional<ReplicationConfiguration> present) {
    return leading(present).stream()
        .filter(it -> RuleForm.isWhole(it) || RuleForm.isOld(it) || id().equals(it.id()))
        .max(RuleForm.DECIDING);
  }

  /// What is to be there: the rules of others as they are, and one that leads this way. Where there
  /// is such a one, it keeps whatever the plan says nothing of.
  ReplicationConfiguration in(Optional<ReplicationConfiguration> present) {
    var rules = new ArrayList<>(others(present));
    int highest = rules.stream().mapToInt(RuleForm::priority).max().orElse(0);
    var rule =
        mended(present)
            .map(ReplicationRule::toBuilder)
            .orElseGet(() -> ReplicationRule.builder().id(id()).priority(highest + 1));
    if (mended(present).flatMap(it -> before(it, present)).isPresent()) {
      rule.priority(highest + 1);
    }
    rules.add(asPlanned(rule.build()));
    return ReplicationConfiguration.builder().role(source.role()).rules(rules).build();
  }

  @SuppressWarnings("deprecation") // What a rule of the old form says is taken out of it.
  private ReplicationRule asPlanned(ReplicationRule rule) {
    var planned =
        rule.toBuilder()
            .status(ReplicationRuleStatus.ENABLED)
            .prefix(null)
            .filter(it -> it.prefix(""))
            .deleteMarkerReplication(it ->
                it.status(
                    deletes
                        ? DeleteMarkerReplicationStatus.ENABLED
                        : DeleteMarkerReplicationStatus.DISABLED));
    var to = rule.destination() == null ? Destination.builder() : rule.destination().toBuilder();
    to.bucket(destination.arn())
        .metrics(it -> it.status(MetricsStatus.ENABLED).eventThreshold(t -> t.minutes(MINUTES)));
    if (timeControl) {
      to.replicationTime(
          it -> it.status(ReplicationTimeStatus.ENABLED).time(t -> t.minutes(MINUTES)));
    }
    destination
        .kmsKey()
        .ifPresent(key -> {
          to.encryptionConfiguration(it -> it.replicaKmsKeyID(key));
          var criteria = rule.sourceSelectionCriteria();
          planned.sourceSelectionCriteria(
              (criteria == null ? SourceSelectionCriteria.builder() : criteria.toBuilder())
                  .sseKmsEncryptedObjects(it -> it.status(SseKmsEncryptedObjectsStatus.ENABLED))
                  .build());
        });
    return planned.destination(to.build()).build();
  }
}
