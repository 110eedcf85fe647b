package dev.lifeboat.provision.apply;

import java.util.List;
import java.util.stream.Stream;

/// Changes that people made to stacks beside CloudFormation, as far as they are known.
///
/// @param drifts resources that are not as their stack says
/// @param unknown why that is not known of a stack, or of a part of it
public record DriftFindings(List<ResourceDrift> drifts, List<String> unknown) {
  /// Nobody looked.
  static final DriftFindings NONE = new DriftFindings(List.of(), List.of());

  public DriftFindings {
    drifts = List.copyOf(drifts);
    unknown = List.copyOf(unknown);
  }

  /// Whether a stack has some.
  boolean isIn(StackAddress at) {
    return drifts.stream().anyMatch(it -> it.at().equals(at) && !it.isObject());
  }

  DriftFindings and(List<ResourceDrift> more) {
    return new DriftFindings(Stream.concat(drifts.stream(), more.stream()).toList(), unknown);
  }

  /// Whether all was looked at, and is as it was made.
  public boolean isNone() {
    return drifts.isEmpty() && unknown.isEmpty();
  }
}
