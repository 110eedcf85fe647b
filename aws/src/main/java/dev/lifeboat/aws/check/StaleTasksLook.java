package dev.lifeboat.aws.check;

import dev.lifeboat.aws.ecs.EcsBinding;
import dev.lifeboat.aws.ecs.EcsSite;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Looks whether tasks that run were started before what tells them their stores, a secret or a
/// parameter, was last changed: they read it when they start, and not again.
record StaleTasksLook(EcsSite there) {

  /// @param told what tells them, such as `secret shop/db`
  /// @param changed when, as AWS says; null where it does not
  void look(Look look, String told, @Nullable Instant changed) throws InterruptedException {
    if (changed == null) {
      return;
    }
    var running =
        new TaskDefinitions(there).service(look.unheard()).filter(it -> it.runningCount() > 0);
    if (running.filter(it -> !EcsBinding.isDeployedSince(it, changed)).isPresent()) {
      look.warn(
          "%s in %s was changed after the tasks of %s were started"
              .formatted(told, there.awsRegion(), there.service()),
          "they may use what it said before; a move would start them anew first, and so take"
              + " longer",
          "aws ecs update-service --cluster %s --service %s --force-new-deployment --region %s"
              .formatted(there.cluster(), there.service(), there.awsRegion()));
    }
  }
}
