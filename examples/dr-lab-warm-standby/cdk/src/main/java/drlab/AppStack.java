package drlab;

import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;

/// The service of a region, its half of `app-data`, and the alarms on both.
final class AppStack extends LabStack {
  private final Topic topic;

  AppStack(
      App app,
      String id,
      LabRegion place,
      LabSettings settings,
      NetworkStack network,
      DataStack data) {
    super(app, id, place, settings, "Service of the " + place.word() + " region", false);
    topic =
        Topic.Builder.create(this, "Alarms").topicName("dr-lab-alarms").enforceSsl(true).build();
    if (!settings.alarmEmail().isEmpty()) {
      topic.addSubscription(new EmailSubscription(settings.alarmEmail()));
    }
    var logs = logs(settings);
    // By its ARN: else the policy of the key would name roles of this stack, which is made later.
    var key = Key.fromKeyArn(this, "Key", data.key().getKeyArn());
    var pair = new S3ReplicationPair(this, settings, key, logs);
    var service = new EcsServiceAlb(this, settings, network, data, key, logs);
    pair.letIn(service.taskDefinition());
    new ServiceAlarms(this, settings, service, topic);
    if (place == LabRegion.PRIMARY) {
      // Who looks at the other region must not be lost with it. A standby cannot write, so this one
      // is in alarm on every calm day: the watch asks it after a move, and it tells nobody.
      new UsersLook(this, settings, LabRegion.SECONDARY, null);
    }
    tell("TargetGroupArn", service.targetGroup().getTargetGroupArn());
  }

  Topic topic() {
    return topic;
  }

  /// With a key of S3's: load balancers write to no other.
  private Bucket logs(LabSettings settings) {
    return Bucket.Builder.create(this, "Logs")
        .bucketName(settings.logBucket(place()))
        .encryption(BucketEncryption.S3_MANAGED)
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .enforceSsl(true)
        .lifecycleRules(
            List.of(LifecycleRule.builder().id("old").expiration(Duration.days(90)).build()))
        .removalPolicy(RemovalPolicy.RETAIN)
        .build();
  }
}
