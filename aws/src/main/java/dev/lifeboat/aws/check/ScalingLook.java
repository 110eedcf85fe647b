package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.plan.Service;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/// Looks whether Application Auto Scaling lets a service on ECS run as few and as many tasks as the
/// plan wants in a region. ECS itself takes any number; but whenever a policy scales, a number
/// outside the limits is brought within them: "Application Auto Scaling concepts" of its user
/// guide.
///
/// @param planned of the service
record ScalingLook(EcsSite there, Service.Instances planned) {

  void look(Look look) throws InterruptedException {
    var id = EcsSite.scaled(there.cluster(), there.service());
    var found =
        look.ask(
            AwsApi.appScaling(),
            "between which limits it is scaled",
            scaling ->
                scaling
                    .describeScalableTargets(it ->
                        it.serviceNamespace(ServiceNamespace.ECS)
                            .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                            .resourceIds(id))
                    .scalableTargets());
    found
        .flatMap(it -> it.stream().findFirst())
        .ifPresent(it -> judge(look, it.minCapacity(), it.maxCapacity()));
  }

  /// @param least tasks that it may have
  void judge(Look look, int least, int most) {
    if (least > planned.standby() || most < planned.serving()) {
      look.warn(
          "%s in %s is scaled between %d and %d tasks, and the plan wants %d or %d"
              .formatted(
                  there.service(),
                  there.awsRegion(),
                  least,
                  most,
                  planned.standby(),
                  planned.serving()),
          "what a move asks for beyond that is undone when it is scaled next",
          ("aws application-autoscaling register-scalable-target --service-namespace ecs"
                  + " --scalable-dimension ecs:service:DesiredCount --resource-id %s"
                  + " --min-capacity %d --max-capacity %d --region %s")
              .formatted(
                  EcsSite.scaled(there.cluster(), there.service()),
                  Math.min(least, planned.standby()),
                  Math.max(most, planned.serving()),
                  there.awsRegion()));
    }
  }
}
