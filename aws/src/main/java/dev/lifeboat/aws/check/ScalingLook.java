package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.Service;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/// Looks whether Application Auto Scaling lets a service on ECS run as few and as many tasks as the
/// plan wants in a region. ECS itself takes any number; but whenever a policy scales, a number
/// outside the limits is brought within them: "Application Auto Scaling concepts" of its user
/// guide. So a maximum that is too low where users would be keeps capacity from them. Until they
/// come what takes over is idle, and a policy takes it down to its minimum.
///
/// @param planned of the service
/// @param takesOver whether a failover has it serve there
record ScalingLook(EcsSite there, Service.Instances planned, boolean takesOver) {

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
        .filter(it -> !isLeftAlone(it))
        .ifPresent(it -> judge(look, it));
  }

  private void judge(Look look, ScalableTarget limits) {
    int least = limits.minCapacity();
    int most = limits.maxCapacity();
    if (least > planned.standby() || most < planned.serving()) {
      boolean tooFew = takesOver && most < planned.serving();
      var beyond =
          Problem.lasting(
              tooFew ? Code.LB7004 : Code.LB2018,
              "%s in %s is scaled between %d and %d tasks, and the plan wants %d or %d"
                  .formatted(
                      there.service(),
                      there.awsRegion(),
                      least,
                      most,
                      planned.standby(),
                      planned.serving()),
              "what a move asks for beyond that is undone when it is scaled next",
              registered(
                  "--min-capacity %d --max-capacity %d"
                      .formatted(
                          Math.min(least, planned.standby()), Math.max(most, planned.serving()))));
      if (tooFew) {
        look.obstacle(beyond);
        return;
      }
      look.warn(beyond);
    }
    if (takesOver && least < planned.serving() && !growsAlone(limits)) {
      look.warn(
          "%s in %s may be scaled in to %s, and the plan has %d serve"
              .formatted(
                  there.service(), there.awsRegion(), Count.of(least, "task"), planned.serving()),
          "what a failover asks for can be undone before its users come; until then suspend it",
          registered("--suspended-state DynamicScalingInSuspended=true"));
    }
  }

  private static boolean growsAlone(ScalableTarget limits) {
    return isSuspended(limits, SuspendedState::dynamicScalingInSuspended);
  }

  /// Whether nothing scales it, so that nothing undoes what a move asks for.
  private static boolean isLeftAlone(ScalableTarget limits) {
    return growsAlone(limits)
        && isSuspended(limits, SuspendedState::dynamicScalingOutSuspended)
        && isSuspended(limits, SuspendedState::scheduledScalingSuspended);
  }

  private static boolean isSuspended(
      ScalableTarget limits, Function<SuspendedState, Boolean> kind) {
    return Optional.ofNullable(limits.suspendedState()).map(kind).orElse(false);
  }

  private String registered(String with) {
    return ("aws application-autoscaling register-scalable-target --service-namespace ecs"
            + " --scalable-dimension ecs:service:DesiredCount --resource-id %s %s --region %s")
        .formatted(EcsSite.scaled(there.cluster(), there.service()), with, there.awsRegion());
  }
}
