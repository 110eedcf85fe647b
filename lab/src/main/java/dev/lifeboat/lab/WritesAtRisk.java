package dev.lifeboat.lab;

import dev.lifeboat.engine.Candidacy;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.VaultPoint;
import dev.lifeboat.provider.VaultWish;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/// What would be lost if the run began now: how far the replicas are behind.
record WritesAtRisk(Lab lab, Workload workload, Runbook runbook) {

  String phrase() throws InterruptedException {
    if (runbook.mode() != Mode.FAILOVER) {
      return runbook.mode().moves()
          ? "none: a " + runbook.mode().word() + " waits until the replica holds everything"
          : "none: the writer stays";
    }
    var parts = new ArrayList<String>();
    for (var lost : Candidacy.of(runbook, lab.reconcilers(workload)).noCandidates()) {
      parts.add(lost.happened() + ": " + lost.means());
    }
    for (var store : workload.stores()) {
      parts.add(store.name() + " " + of(store));
    }
    return parts.isEmpty() ? "none: the workload has no store" : String.join(", ", parts);
  }

  private String of(Resource store) throws InterruptedException {
    try {
      return store instanceof Database ? database(store.name()) : bucket(store.name());
    } catch (IOException silent) {
      return "unknown: %s does not answer".formatted(runbook.source());
    }
  }

  private String database(String name) throws IOException, InterruptedException {
    if (workload.strategy() == Strategy.BACKUP_AND_RESTORE) {
      return vaulted(name);
    }
    var seen = lab.clients().agent(runbook.source()).state().databases().get(name);
    var sql = seen == null ? null : seen.server().sql();
    if (sql == null || sql.replication().isEmpty()) {
      return "unknown: no replica streams from " + runbook.source();
    }
    return Optional.ofNullable(sql.replication().getFirst().lagMillis())
        .map(lag -> "at most about " + lag + " ms of writes")
        .orElse("unknown: the server measured no lag lately");
  }

  /// How old the newest point is; whether it is of this writer is told beside it.
  private String vaulted(String name) throws InterruptedException {
    var look = lab.vaults(workload).look(wish(name));
    var point = look.found();
    return point.isEmpty()
        ? "unknown: " + look.hindrance().map(Problem::happened).orElse("nothing is there")
        : "%swhat was written after %s, %s, and what is written until the fence"
            .formatted(
                point.get().end() instanceof VaultPoint.End.Gap(var why) ? why + ": " : "",
                point.get().phrase(),
                point
                    .get()
                    .until()
                    .map(it -> Duration.between(it, Instant.now()))
                    .map(it -> "which is %s old".formatted(SpanText.rough(it)))
                    .orElse("whose age is not known"));
  }

  private VaultWish wish(String database) {
    var before =
        Step.reaching(runbook.steps())
            .map(Step.Reach::goal)
            .filter(
                it -> it instanceof Goal.Restored restored && restored.resource().equals(database))
            .flatMap(it -> Optional.ofNullable(((Goal.Restored) it).before()).stream())
            .findFirst();
    return new VaultWish(database, placedEpoch(), before, VaultWish.Patience.USUAL);
  }

  private long placedEpoch() {
    try {
      return lab.placements().read(workload.name()).map(Placement::epoch).orElse(0L);
    } catch (ProblemException unread) {
      return 0;
    }
  }

  private String bucket(String name) throws IOException, InterruptedException {
    var seen = lab.clients().bucket(runbook.source(), name).state();
    var oldest = seen.lag().map(lag -> ", the oldest %d ms old".formatted(lag.toMillis()));
    return Count.of(seen.queue(), "object") + " in the queue" + oldest.orElse("");
  }
}
