package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.aws.ReplicaLag;
import dev.lifeboat.aws.bulkread.NotAskedException;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkClient;

/// A look at one resource in one region, which gathers what is found. What cannot be looked at is
/// told once for each service of AWS.
///
/// @param resource its name in the plan
/// @param region AWS's name of it
/// @param lenient whether what is found is missed afterwards alone
/// @param findings so far
record Look(
    AwsClients clients, String resource, String region, boolean lenient, List<Concern> findings) {
  /// Nothing is found yet.
  Look(AwsClients clients, String resource, String region) {
    this(clients, resource, region, false, new ArrayList<>());
  }

  /// The same in another region; both gather into one list.
  Look in(String otherRegion) {
    return new Look(clients, resource, otherRegion, lenient, findings);
  }

  /// The same at what is missed afterwards alone: not to know it is no worse than to miss it.
  Look leniently() {
    return new Look(clients, resource, region, true, findings);
  }

  /// The same for whoever tells nothing of what it finds.
  Look unheard() {
    return new Look(clients, resource, region);
  }

  /// Asks a service.
  ///
  /// @param what could not be told without the answer, such as `whether its image is there`
  /// @return empty when there was no answer, which is told
  <C extends SdkClient, T> Optional<T> ask(AwsApi<C> service, String what, RegionCall.Of<C, T> call)
      throws InterruptedException {
    try {
      return Optional.of(clients.at(service, region, what + " is not known").make(call));
    } catch (ProblemException failed) {
      tell(what, failed);
      return Optional.empty();
    }
  }

  /// The same, where one answer means that something is not there.
  ///
  /// @param absent whether that is what AWS throws
  /// @param told then
  <C extends SdkClient, T> Optional<T> ask(
      AwsApi<C> service,
      String what,
      RegionCall.Of<C, T> call,
      Predicate<Throwable> absent,
      Concern told)
      throws InterruptedException {
    try {
      var found = clients.at(service, region, what + " is not known").find(call, absent);
      if (found.isEmpty()) {
        findings.add(told);
      }
      return found;
    } catch (ProblemException failed) {
      tell(what, failed);
      return Optional.empty();
    }
  }

  /// Tells that there was no answer.
  ///
  /// @param what could not be told without it
  void tell(String what, ProblemException failed) {
    if (failed.getCause() instanceof NotAskedException limit) {
      warn(
          "%s is not known: %s".formatted(what, limit.getMessage()),
          "of a plan this large not everything is looked at; it may be missing when it is needed",
          "look at it in %s by other means, or check a plan with fewer workloads"
              .formatted(region));
    } else {
      findings.add(concern(Weight.UNKNOWN, failed.problem()));
    }
  }

  void obstacle(Problem problem) {
    findings.add(concern(Weight.OBSTACLE, problem));
  }

  void obstacle(Code code, String happened, String means, String action) {
    obstacle(Problem.lasting(code, happened, means, action));
  }

  void unknown(String happened, String means, String action) {
    var problem = Problem.passing(Code.LB2002, happened, means, action);
    findings.add(concern(Weight.UNKNOWN, problem));
  }

  void warn(Problem problem) {
    findings.add(concern(Weight.WARNING, problem));
  }

  void warn(String happened, String means, String action) {
    warn(Code.LB2018, happened, means, action);
  }

  void warn(Code code, String happened, String means, String action) {
    warn(Problem.lasting(code, happened, means, action));
  }

  /// Judges how far a copy is behind.
  ///
  /// @param copy such as `the replica orders in us-west-2`
  /// @param rpo the most that a failover may lose
  /// @param late what to do where it is too far behind
  /// @param unknown what to do where that cannot be told
  void lag(ReplicaLag lag, String copy, Duration rpo, String late, String unknown) {
    switch (lag) {
      case ReplicaLag.Measured measured when measured.lag().compareTo(rpo) > 0 ->
          obstacle(
              Code.LB3009,
              "%s is %s".formatted(copy, measured.words()),
              "a failover now would lose that much, and the rpo is %d s".formatted(rpo.toSeconds()),
              late);
      case ReplicaLag.Measured _ -> {}
      case ReplicaLag.Unknown _ ->
          unknown(
              "of %s, %s".formatted(copy, lag.words()),
              "what a failover would lose cannot be told, and may be more than the rpo of %d s"
                  .formatted(rpo.toSeconds()),
              unknown);
    }
  }

  /// Tells of something that tasks take from another region when they start.
  ///
  /// @param left the region that would be left
  void fromElsewhere(String region, String left, String happened, String action) {
    if (region.equals(left)) {
      obstacle(Code.LB7010, happened, "no task of it would start once that region is lost", action);
    } else {
      warn(happened, "a recovery needs a third region then", action);
    }
  }

  private Concern concern(Weight weight, Problem problem) {
    return Concern.explained(resource, lenient ? Weight.WARNING : weight, problem);
  }

  /// What is told when something of AWS is not there.
  Concern missing(Weight weight, String happened, String means, String action) {
    return missing(weight, missing(happened, means, action));
  }

  /// The same, where others tell it in the same words.
  Concern missing(Weight weight, Problem problem) {
    return concern(weight, problem);
  }

  static Problem missing(String happened, String means, String action) {
    return Problem.lasting(Code.LB7005, happened, means, action);
  }
}
