package dev.lifeboat.lab.provider;

import dev.lifeboat.lab.bucket.BucketClient;
import dev.lifeboat.lab.bucket.Role;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;

/// Fences a bucket at its gateway, the only way to its S3 server.
final class BucketFence implements Reconciler<Goal.Fenced> {
  private static final Duration PROBE = Duration.ofSeconds(1);
  private static final int NONCE_BYTES = 12;
  private static final int SUCCESS = 2;

  private final LabClients clients;
  private final Hypervisor hypervisor;
  private final LeaseFence lease;
  private final SecureRandom random = new SecureRandom();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PROBE).build();

  BucketFence(LabClients clients, Hypervisor hypervisor, LeaseFence lease) {
    this.clients = clients;
    this.hypervisor = hypervisor;
    this.lease = lease;
  }

  @Override
  public Readiness preflight(Goal.Fenced goal) {
    return Readiness.ready(); // A region that is gone can be fenced too.
  }

  @Override
  public Observation observe(Goal.Fenced goal) throws InterruptedException {
    try {
      var state = clients.bucket(goal.region(), goal.resource()).state();
      return state.role() == Role.WRITER
          ? Observation.pending("the gateway is the writer under epoch " + state.epoch())
          : refusedWrite(goal, state.epoch());
    } catch (IOException silent) {
      var site = clients.topology().region(goal.region());
      int port = site.bucket(goal.resource()).gatewayPort();
      return lease.observe(
          goal.region(), () -> hypervisor.death(goal.region(), goal.resource(), port));
    }
  }

  /// A fresh write through the address that services use.
  private Observation refusedWrite(Goal.Fenced goal, long epoch)
      throws IOException, InterruptedException {
    var bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    var nonce = HexFormat.of().formatHex(bytes);
    var object =
        URI.create(
            "%s/%s/lifeboat-probe/%s"
                .formatted(
                    clients.storage(goal.region(), goal.resource()), goal.resource(), nonce));
    var answer =
        http.send(
            HttpRequest.newBuilder(object)
                .timeout(PROBE)
                .PUT(HttpRequest.BodyPublishers.ofString(nonce))
                .build(),
            HttpResponse.BodyHandlers.discarding());
    return answer.statusCode() / 100 == SUCCESS
        ? Observation.pending("object %s was accepted".formatted(nonce))
        : Observation.met(
            "object %s refused: status %d, replica under epoch %d"
                .formatted(nonce, answer.statusCode(), epoch));
  }

  @Override
  public void pursue(Goal.Fenced goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    try {
      RoleChanges.require(
          goal,
          clients.bucket(goal.region(), goal.resource()).setRole(Role.REPLICA, attempt.epoch()));
    } catch (IOException silent) {
      if (goal.stop() == Goal.Stop.ORDERLY || agentAnswers(goal.region())) {
        // A living agent starts the gateway again, and it comes up as a replica.
        throw Answers.problem(goal.phrase(), silent);
      }
      endUnheard(goal, attempt.epoch());
    }
  }

  private boolean agentAnswers(String region) throws InterruptedException {
    try {
      var _ = clients.agent(region).health();
      return true;
    } catch (IOException silent) {
      return false;
    }
  }

  private void endUnheard(Goal.Fenced goal, long epoch)
      throws InterruptedException, ProblemException {
    try {
      hypervisor.powerOff(goal.region());
    } catch (IOException outOfReach) {
      waitOut(goal, epoch);
    }
  }

  private void waitOut(Goal.Fenced goal, long epoch) throws InterruptedException, ProblemException {
    try {
      lease.waitOut(goal.region(), epoch);
    } catch (IOException failed) {
      throw new ProblemException(
          Problem.passing(
              Code.LB3001,
              "%s: %s".formatted(goal.phrase(), failed.getMessage()),
              "the old side could not be ended, so nobody is promoted",
              "see 'lifeboat lab status'"),
          failed);
    }
  }

  /// What a gateway's answer to a change of role means.
  static final class RoleChanges {
    private RoleChanges() {}

    static void require(Goal goal, BucketClient.RoleChange change) throws ProblemException {
      switch (change) {
        case BucketClient.RoleChange.Made _ -> {}
        case BucketClient.RoleChange.Refused(var why) -> throw Answers.stale(goal.phrase(), why);
        case BucketClient.RoleChange.Draining() ->
            throw Answers.problem(
                goal.phrase(), new IOException("writes in flight have not ended yet"));
      }
    }
  }
}
