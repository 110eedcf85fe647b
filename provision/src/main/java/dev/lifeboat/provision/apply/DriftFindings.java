package dev.lifeboat.provision.apply;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Changes that people made to stacks beside CloudFormation, as far as they are known.
///
/// @param drifts resources that are not as their stack says
/// @param unknown why that is not known of a stack, or of a part of it
public record DriftFindings(List<ResourceDrift> drifts, List<String> unknown) {
  private static final Set<String> DECIDES =
      Set.of(
          "AWS::ECS::Service",
          "AWS::Route53::HealthCheck",
          "AWS::Route53::RecordSet",
          "AWS::Scheduler::Schedule");

  /// Nobody looked.
  static final DriftFindings NONE = new DriftFindings(List.of(), List.of());

  public DriftFindings {
    drifts = List.copyOf(drifts);
    unknown = List.copyOf(unknown);
  }

  /// Whether a stack has some that may be put back unasked: all of it, since CloudFormation puts
  /// back no part. What leads users, watches or guards somebody may have stopped on purpose.
  boolean isMendable(StackAddress at) {
    var in = drifts.stream().filter(it -> it.at().equals(at) && !it.isObject()).toList();
    return !in.isEmpty()
        && in.stream().noneMatch(it -> !it.deleted() && DECIDES.contains(it.type()));
  }

  DriftFindings and(List<ResourceDrift> more) {
    return new DriftFindings(Stream.concat(drifts.stream(), more.stream()).toList(), unknown);
  }

  /// Whether all was looked at, and is as it was made.
  public boolean isNone() {
    return drifts.isEmpty() && unknown.isEmpty();
  }
}
