package dev.lifeboat.aws.check;

import dev.lifeboat.aws.ecs.EcsBinding;
import dev.lifeboat.aws.ecs.EcsSite;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/// Looks whether tasks that run were started before a secret of theirs was last changed: they read
/// it when they start, and not again.
record StaleTasksLook(EcsSite there) {

  void look(Look look, String secret, DescribeSecretResponse seen) throws InterruptedException {
    var running =
        new TaskDefinitions(there).service(look.unheard()).filter(it -> it.runningCount() > 0);
    var changed = Optional.ofNullable(seen.lastChangedDate());
    if (running.isPresent()
        && changed.filter(it -> !EcsBinding.isDeployedSince(running.get(), it)).isPresent()) {
      look.warn(
          "secret %s in %s was changed after the tasks of %s were started"
              .formatted(secret, there.awsRegion(), there.service()),
          "they may use what it said before; a move would start them anew first, and so take"
              + " longer",
          "aws ecs update-service --cluster %s --service %s --force-new-deployment --region %s"
              .formatted(there.cluster(), there.service(), there.awsRegion()));
    }
  }
}
