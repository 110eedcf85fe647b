package dev.lifeboat.plan;

import java.util.Map;
import java.util.Optional;

/// What a drill on AWS breaks with.
///
/// @param templates id of an experiment template of AWS FIS in the primary region, by the word of
///   the scenario that it is for
public record AwsExperiments(Map<String, String> templates) {
  /// Without a word on them: nothing can be broken.
  static final AwsExperiments NONE = new AwsExperiments(Map.of());

  public AwsExperiments {
    templates = Copies.ordered(templates);
  }

  /// The template for a scenario; empty if the plan names none.
  public Optional<String> template(String scenario) {
    return Optional.ofNullable(templates.get(scenario));
  }
}
