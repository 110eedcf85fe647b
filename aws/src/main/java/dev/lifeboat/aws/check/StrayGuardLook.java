package dev.lifeboat.aws.check;

import dev.lifeboat.aws.guard.GuardPresence;
import dev.lifeboat.aws.guard.LeftLease;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;

/// Looks for a guard of a database that the plan has fenced by the API: its trigger and lease would
/// decide who may write, and no move would know of them.
///
/// @param placements where the writer is told
record StrayGuardLook(GuardPresence guards, GuardPresence.Post post, Placements placements) {

  void look(Look look) throws InterruptedException {
    try {
      if (guards.missing(post).isEmpty()) {
        boolean writes =
            placements
                .read(post.workload())
                .filter(it -> it.writer().equals(post.region()))
                .isPresent();
        look.obstacle(
            Code.LB2016,
            "a guard in %s tells of %s, and the plan says 'fence: api'"
                .formatted(post.region(), post.database()),
            "services there write by its lease, which no move would end; and so would those of the"
                + " other region, in vain",
            "%send it; or keep 'fence: guard'"
                .formatted(writes ? LeftLease.release(post.region()) + ", then " : ""));
      }
    } catch (ProblemException silent) {
      look.tell("whether a guard stands in " + post.region(), silent);
    }
  }
}
