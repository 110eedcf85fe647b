package dev.lifeboat.provider;

/// Result of one check of the primary. A refused one is worth asking again at once: a process that
/// is gone refuses. Silence must wait out its timeout: a frozen server still accepts connections.
public sealed interface CheckResult {
  /// What was checked, such as `sql orders`.
  String what();

  record Passed(String what) implements CheckResult {}

  record Refused(String what, String why) implements CheckResult {}

  record Silent(String what, String why) implements CheckResult {}

  /// The same, seen as users see it.
  default Round.View view() {
    return switch (this) {
      case Passed(var what) -> new Round.View.Up(what + " is answered");
      case Refused(var what, var why) -> new Round.View.Down(what + ": " + why);
      case Silent(var what, var why) -> new Round.View.Down(what + ": " + why);
    };
  }
}
