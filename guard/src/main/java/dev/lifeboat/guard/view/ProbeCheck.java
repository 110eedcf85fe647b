package dev.lifeboat.guard.view;

import dev.lifeboat.provider.CheckResult;
import dev.lifeboat.wire.ProbeResult;

/// The one reading of a probe as a check of the primary.
public final class ProbeCheck {
  private ProbeCheck() {}

  /// Reads it.
  ///
  /// @param what was probed, such as `sql orders`
  public static CheckResult of(String what, ProbeResult found) {
    return switch (found) {
      case ProbeResult.Answered _ -> new CheckResult.Passed(what);
      case ProbeResult.Refused(var why) -> new CheckResult.Refused(what, why);
      case ProbeResult.Silent(var after) ->
          new CheckResult.Silent(what, "no answer in %d ms".formatted(after.toMillis()));
    };
  }
}
