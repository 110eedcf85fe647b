package dev.lifeboat.aws.function;

import java.util.Optional;
import java.util.regex.Pattern;

/// The execution that would claim a placement next, named by workload and epoch. A further one of
/// the same epoch has a number at the end, and says it in its input: so the machine tells it from
/// one that comes too late.
///
/// @param first the name of the first one of the epoch
/// @param again 0 for the first one, else from 2
record NextRun(String first, int again) {
  private static final Pattern NUMBER = Pattern.compile("-([0-9]{1,7})");

  static NextRun first(String workload, long epoch) {
    return new NextRun("%s-%d".formatted(workload, epoch), 0);
  }

  String name() {
    return again == 0 ? first : "%s-%d".formatted(first, again);
  }

  /// The one of the same epoch that has this name.
  Optional<NextRun> numbered(String name) {
    if (name.equals(first)) {
      return Optional.of(new NextRun(first, 0));
    }
    if (!name.startsWith(first)) {
      return Optional.empty();
    }
    var number = NUMBER.matcher(name.substring(first.length()));
    return number.matches()
        ? Optional.of(new NextRun(first, Integer.parseInt(number.group(1))))
        : Optional.empty();
  }

  /// The one after it.
  NextRun following() {
    return new NextRun(first, Math.max(again, 1) + 1);
  }

  /// The input of its start, the same for each that starts it.
  ///
  /// @param mode as the machine has it
  String input(String mode, String reason) {
    return "{\"mode\":\"%s\",\"reason\":\"%s\",\"dryRun\":false%s}"
        .formatted(mode, reason, again == 0 ? "" : ",\"again\":%d".formatted(again));
  }
}
