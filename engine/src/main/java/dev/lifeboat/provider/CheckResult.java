package dev.lifeboat.provider;

/// What one check of the primary found. A refused one is worth asking again at once: a process that
/// is gone refuses. Silence must wait out its timeout: a frozen server still accepts connections.
public sealed interface CheckResult {
  /// What was checked, such as `sql orders`.
  String what();

  record Passed(String what) implements CheckResult {}

  record Refused(String what, String why) implements CheckResult {}

  record Silent(String what, String why) implements CheckResult {}
}
