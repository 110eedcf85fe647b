package drlab;

import java.util.function.Function;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/// The service of a region, its half of `app-data`, and the alarms on both.
final class AppStack extends LabStack {
  private final Topic topic;

  /// @param needed by the service, as this stack knows it
  /// @param makesBuckets else they are there before the stack is
  AppStack(
      Construct scope,
      String id,
      LabRegion place,
      LabSettings settings,
      NetworkStack network,
      Function<LabStack, ServiceStores> needed,
      boolean makesBuckets) {
    super(scope, id, place, settings, "Service of the " + place.word() + " region", false);
    var stores = needed.apply(this);
    topic = told(this, settings, "alarms");
    // By its ARN: else the policy of the key would name roles of this stack, which is made later.
    var key = Key.fromKeyArn(this, "Key", stores.keyArn());
    IBucket logs;
    if (makesBuckets) {
      logs = LogBucket.in(this, settings);
      new S3ReplicationPair(this, settings, key, logs);
    } else {
      logs = Bucket.fromBucketName(this, "Logs", settings.logBucket(place));
    }
    var service = new EcsServiceAlb(this, settings, network, stores, key, logs);
    S3ReplicationPair.letIn(service.taskDefinition(), settings.dataBucketArn(place), key);
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

  /// A topic of alarms, which tells the address that is said.
  static Topic told(LabStack stack, LabSettings settings, String name) {
    var topic =
        Topic.Builder.create(stack, "Alarms")
            .topicName(stack.names().of(name))
            .enforceSsl(true)
            .build();
    if (!settings.alarmEmail().isEmpty()) {
      topic.addSubscription(new EmailSubscription(settings.alarmEmail()));
    }
    return topic;
  }
}
