package dev.lifeboat.provision.apply;

/// Standing of a rule by which one bucket of the plan follows another.
public sealed interface RuleStanding {
  /// As the plan says.
  record Good() implements RuleStanding {}

  /// Otherwise, or not there.
  ///
  /// @param fault in words
  record Wrong(String fault) implements RuleStanding {}

  /// Nobody could look, or a person has to do something first, which a check tells.
  record Left(String why) implements RuleStanding {}
}
