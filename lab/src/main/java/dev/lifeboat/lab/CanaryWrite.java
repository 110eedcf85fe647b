package dev.lifeboat.lab;

import dev.lifeboat.drill.Drills;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.wire.NoAnswer;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether a service takes the writes that a drill measures by: one of them is made through the
/// front door, and removed again. Without a way to remove it none is made.
record CanaryWrite(Canary canary, Workload workload, Door door, Removal removal) {
  /// What takes longer no drill could measure by; on a busy machine some seconds are usual.
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  /// Through which it is made.
  @FunctionalInterface
  interface Door {
    /// The status of the answer.
    int write(Canary.Request write, String door) throws IOException, InterruptedException;
  }

  /// By which it is removed.
  @FunctionalInterface
  interface Removal {
    /// Removes all that `client` wrote.
    void forget(String client) throws InterruptedException, ProblemException;
  }

  /// In a lab that is up.
  static CanaryWrite of(Lab lab, Workload workload) {
    return new CanaryWrite(
        lab.plan().canary(),
        workload,
        (write, door) ->
            lab.http()
                .status(
                    write.method(),
                    FrontDoorVerifier.resolved(lab.clients(), door, write.path()),
                    write.body(),
                    DEADLINE),
        client -> lab.ability(workload, Drills.class).orElseThrow().forget(client));
  }

  /// What a drill would meet; empty when the write was taken, when there is no front door, and when
  /// the canary writes past it.
  Optional<Concern> concern() throws InterruptedException {
    var doors = workload.resources(Traffic.class);
    if (doors.isEmpty() || !(canary.way() instanceof Canary.FrontDoor through)) {
      return Optional.empty();
    }
    var request = "'%s %s'".formatted(through.write().method(), through.write().path());
    if (through.rows().isEmpty() && through.objects().isEmpty()) {
      return warning(
          "whether %s is taken is not known: the plan does not say how it is removed again"
              .formatted(request),
          Problem.Retry.NEVER);
    }
    var client = "check-" + RunId.create(Instant.now(), new SecureRandom()).value();
    try {
      return look(through.write().filled(client, 1), doors.getFirst().name(), request, client);
    } catch (InterruptedException interrupted) {
      // It may have been made all the same; whoever interrupts the look means the look alone.
      leftBy(client)
          .ifPresent(left ->
              interrupted.addSuppressed(
                  ProblemException.lasting(
                      Code.LB2024,
                      "the look was interrupted, and its write may be left: " + left,
                      "one row or object of client '%s' may stand beside the users'"
                          .formatted(client),
                      "remove it by that name")));
      throw interrupted;
    }
  }

  private Optional<Concern> look(Canary.Request write, String to, String request, String client)
      throws InterruptedException {
    try {
      int status = door.write(write, to);
      return switch (status / 100) {
        case 2 -> forgotten(client).flatMap(left -> warning(left, Problem.Retry.NEVER));
        case 5 -> unknown(request, "it was answered with " + status, client);
        default ->
            warning(
                "%s is not taken: it was answered with %d".formatted(request, status),
                Problem.Retry.NEVER);
      };
    } catch (IOException silent) {
      return unknown(request, NoAnswer.why(silent), client);
    }
  }

  /// What an interrupted look leaves; who is interrupted again while removing it leaves it.
  private Optional<String> leftBy(String client) {
    try {
      return forgotten(client);
    } catch (InterruptedException again) {
      return Optional.of("its removal was interrupted too");
    }
  }

  /// It may have been made all the same.
  private Optional<Concern> unknown(String request, String why, String client)
      throws InterruptedException {
    var left = forgotten(client).map(it -> "; " + it).orElse("");
    return warning(
        "whether %s is taken is not known: %s%s".formatted(request, why, left),
        "whether users are served is not known either; a drill could measure nothing",
        "find out why the service does not answer, then check again",
        Problem.Retry.LATER);
  }

  /// Removes what the client wrote; gives what could not be removed.
  private Optional<String> forgotten(String client) throws InterruptedException {
    try {
      removal.forget(client);
      return Optional.empty();
    } catch (ProblemException left) {
      return Optional.of(left.problem().happened());
    }
  }

  /// A service that answered so works, whatever it takes.
  private Optional<Concern> warning(String happened, Problem.Retry retry) {
    return warning(
        happened,
        "a move is not affected; a drill could measure nothing",
        "name a request that the service has in lab.canary.write, and its rows in"
            + " lab.canary.rows; for a service without such a path, drill by 'basis: database'"
            + " in lab.canary",
        retry);
  }

  private Optional<Concern> warning(
      String happened, String means, String action, Problem.Retry retry) {
    var problem = new Problem(Code.LB2024, happened, means, action, retry);
    return Optional.of(Concern.explained(workload.name(), Weight.WARNING, problem));
  }
}
