package dev.lifeboat.aws.check;

import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.rds.SecurityGroups;
import dev.lifeboat.problem.ProblemException;

/// Looks at the security group by which the next writer would be fenced in its turn. The way out
/// needs that of the present one, whose fence looks at it; this one the way home needs.
record FenceGroupLook(SecurityGroups groups, RdsSite there) {
  void look(Look look) throws InterruptedException {
    if (there.fenceGroup().isEmpty()) {
      return;
    }
    try {
      groups.requireNoWayIn(there.awsRegion(), there.fenceGroup().get());
    } catch (ProblemException failed) {
      look.leniently().tell("who gets in by the fenceGroup", failed);
    }
  }
}
