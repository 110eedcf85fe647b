package dev.lifeboat.provision;

import dev.lifeboat.aws.iam.Arns;
import dev.lifeboat.aws.keys.AccountNames;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import java.util.Optional;

/// How the stacks of a plan call what they make, where no class that uses it does.
///
/// @param part ends the names of alarms; what no name in a plan has
record StackNames(Plan plan, String part) {
  /// Of whatever is in the account of the stack.
  static final Arns ARNS = new Arns(References.ACCOUNT);

  StackNames(Plan plan) {
    this(plan, "");
  }

  /// Of a stack, or of something in one. `what` may be such a name already, as a function's is in
  /// the name of its alarm.
  String of(String what) {
    var plans = "lifeboat-%s-".formatted(plan.name());
    return ResourceId.shortened(what.startsWith(plans) ? what : plans + what);
  }

  /// Where alarms of a region go; that of the recovery region is the plan's.
  String topicArn(Region region) {
    return ARNS.of("sns", AwsRegion.nameOf(region), AccountNames.topic(plan));
  }

  CloudResource.Topic topic(Region region, CloudResource.PlanKey key) {
    return new CloudResource.Topic(
        "Topic",
        AccountNames.topic(plan),
        topicArn(region),
        StackParameters.EMAIL.reference(),
        key);
  }

  /// One of CloudWatch that tells the people of `region`.
  CloudResource.MetricAlarm alarm(
      Region region,
      String what,
      String why,
      CloudResource.Measure measure,
      CloudResource.Limit limit) {
    return alarm(region, what, why, measure, limit, Optional.empty());
  }

  /// The same, only where `only` is known.
  CloudResource.MetricAlarm alarm(
      Region region,
      String what,
      String why,
      CloudResource.Measure measure,
      CloudResource.Limit limit,
      Optional<StackParameter> only) {
    return new CloudResource.MetricAlarm(
        ResourceId.of("Alarm", what), of(what + part), why, measure, limit, topicArn(region), only);
  }
}
