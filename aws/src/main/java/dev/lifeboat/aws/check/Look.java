package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.aws.survey.NotAskedException;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Concern.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A look at one resource in one region, which gathers what is found. What cannot be looked at is
/// told once for each service of AWS.
final class Look {
  private final String resource;
  private final String region;
  private final List<AwsFinding> findings = new ArrayList<>();

  /// @param resource its name in the plan
  /// @param region AWS's name of it
  Look(String resource, String region) {
    this.resource = resource;
    this.region = region;
  }

  /// Asks a service.
  ///
  /// @param what could not be told without the answer, such as `whether its image is there`
  /// @return empty when there was no answer, which is told
  <C, T> Optional<T> ask(String service, String what, C client, RegionCall.Of<C, T> call)
      throws InterruptedException {
    return ask(service, what, client, call, _ -> false, Optional.empty());
  }

  /// The same, where one answer means that something is not there.
  ///
  /// @param missing whether that is what AWS throws
  /// @param told then; nothing if it is empty
  <C, T> Optional<T> ask(
      String service,
      String what,
      C client,
      RegionCall.Of<C, T> call,
      Predicate<Throwable> missing,
      Optional<AwsFinding> told)
      throws InterruptedException {
    try {
      return Optional.of(
          RegionCall.make(new AwsFailure(region, service, what + " is not known"), client, call));
    } catch (ProblemException failed) {
      if (told.isPresent() && failed.getCause() != null && missing.test(failed.getCause())) {
        findings.add(told.get());
      } else {
        tell(what, failed);
      }
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
      findings.add(AwsFinding.unknown(resource, failed.problem()));
    }
  }

  void obstacle(Code code, String happened, String means, String action) {
    findings.add(AwsFinding.obstacle(resource, Problem.lasting(code, happened, means, action)));
  }

  void unknown(String happened, String means, String action) {
    findings.add(
        AwsFinding.unknown(resource, Problem.passing(Code.LB2002, happened, means, action)));
  }

  void warn(String happened, String means, String action) {
    findings.add(
        AwsFinding.warning(resource, Problem.lasting(Code.LB2018, happened, means, action)));
  }

  /// What is told when something of AWS is not there.
  Optional<AwsFinding> missing(Weight weight, String happened, String means, String action) {
    return Optional.of(
        new AwsFinding(resource, weight, Problem.lasting(Code.LB7005, happened, means, action)));
  }

  List<AwsFinding> findings() {
    return List.copyOf(findings);
  }

  /// Of a look at what is missed afterwards alone: not to know it is no worse than to miss it.
  List<AwsFinding> warnings() {
    return findings.stream().map(it -> AwsFinding.warning(it.resource(), it.problem())).toList();
  }
}
