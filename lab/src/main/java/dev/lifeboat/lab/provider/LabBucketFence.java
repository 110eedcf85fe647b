package dev.lifeboat.lab.provider;

import dev.lifeboat.lab.bucket.BucketClient;
import dev.lifeboat.lab.bucket.BucketRole;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

/// Fences a bucket at its gateway, the only way to its S3 server.
record LabBucketFence(LabClients clients, PresentEpoch epoch, FenceClimb climb)
    implements RegionReconciler<Goal.Fenced> {
  private static final Duration PROBE = Duration.ofSeconds(1);
  // A frozen region accepts and never answers; users wait while it is waited for.
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration ORDERLY = Duration.ofSeconds(1);
  private static final int SUCCESS = 2;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PROBE).build();

  @Override
  public Observation look(Goal.Fenced goal) throws InterruptedException {
    // A lease that is over proves it whatever the region does, and is looked at without it.
    if (goal.stop() == Goal.Stop.IMMEDIATE
        && climb.fenced(goal.region()) instanceof Observation.Met over) {
      return over;
    }
    try {
      var state = clients.bucket(goal.region(), goal.resource()).within(LOOK).state();
      if (state.role() == BucketRole.WRITER) {
        return Observation.pending("the gateway is the writer under epoch " + state.epoch());
      }
      var untold = epoch.untold(state.epoch());
      return untold.isPresent() ? untold.get() : refusedWrite(goal, state.epoch());
    } catch (IOException silent) {
      return climb.fenced(goal.region());
    }
  }

  /// A fresh write through the address that services use.
  private Observation refusedWrite(Goal.Fenced goal, long known)
      throws IOException, InterruptedException {
    var nonce = UUID.randomUUID().toString();
    var object =
        URI.create(
            "%s/%s/lifeboat-probe/%s"
                .formatted(
                    clients.storage(goal.region(), goal.resource()), goal.resource(), nonce));
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(object)
                .timeout(PROBE)
                .PUT(HttpRequest.BodyPublishers.ofString(nonce))
                .build(),
            HttpResponse.BodyHandlers.discarding());
    return answer.statusCode() / 100 == SUCCESS
        ? Observation.pending("object %s was accepted".formatted(nonce))
        : Observation.met(
            "object %s refused: status %d, replica under epoch %d"
                .formatted(nonce, answer.statusCode(), known));
  }

  @Override
  public void request(Goal.Fenced goal, Attempt attempt)
      throws IOException, InterruptedException, ProblemException {
    switch (goal.stop()) {
      case ORDERLY -> demote(goal, attempt, ORDERLY);
      // One that its living agent starts again comes up as a replica.
      case IMMEDIATE -> climb.climb(goal, attempt, limit -> fence(goal, attempt, limit));
    }
  }

  private void demote(Goal.Fenced goal, Attempt attempt, Duration limit)
      throws IOException, InterruptedException {
    clients
        .bucket(goal.region(), goal.resource())
        .within(limit)
        .setRole(BucketRole.REPLICA, attempt.epoch());
  }

  private void fence(Goal.Fenced goal, Attempt attempt, Duration limit)
      throws IOException, InterruptedException {
    try {
      demote(goal, attempt, limit);
    } catch (BucketClient.WritesInFlightException living) {
      throw new RefusedException(503, Code.LB2005.name(), String.valueOf(living.getMessage()));
    }
  }
}
