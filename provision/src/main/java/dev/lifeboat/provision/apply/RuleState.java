package dev.lifeboat.provision.apply;

/// State of a rule by which one bucket of the plan follows another.
public sealed interface RuleState {
  /// As the plan says.
  record Good() implements RuleState {}

  /// Otherwise, or not there.
  ///
  /// @param fault in words
  record Wrong(String fault) implements RuleState {}

  /// Nobody could look, or a person has to do something first, which a check tells.
  record Left(String why) implements RuleState {}
}
