package dev.lifeboat.provider;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One look at the primary from all sides.
///
/// @param at when the round began
/// @param controller the controller's own checks; at least one
/// @param restarting set while the primary region's agent says that it is starting a database again
/// @param recovery what the recovery region sees of the primary
/// @param clients what the front door sees of client traffic to the primary
/// @param lease what the voters know of the primary's lease: up while it may still be held
/// @param users whether users get an answer at the primary, whatever its stores do
public record Round(
    Instant at,
    List<CheckResult> controller,
    Optional<String> restarting,
    View recovery,
    View clients,
    View lease,
    View users) {

  /// A look by which clients are all that is seen of users.
  public Round(
      Instant at,
      List<CheckResult> controller,
      Optional<String> restarting,
      View recovery,
      View clients,
      View lease) {
    this(at, controller, restarting, recovery, clients, lease, clients);
  }

  /// A look at a workload whose right to write is not leased.
  public Round(
      Instant at,
      List<CheckResult> controller,
      Optional<String> restarting,
      View recovery,
      View clients) {
    this(at, controller, restarting, recovery, clients, new View.Unknown("no lease is kept"));
  }

  public Round {
    controller = List.copyOf(controller);
    if (controller.isEmpty()) {
      throw new IllegalArgumentException("a round has at least one check");
    }
  }

  /// What one side other than the controller sees.
  public sealed interface View {
    record Up(String detail) implements View {}

    record Down(String detail) implements View {}

    /// The view could not be had, which never counts as agreement.
    record Unknown(String why) implements View {}

    /// Such as `down: replication is silent`.
    default String text() {
      return switch (this) {
        case Up(var detail) -> "up: " + detail;
        case Down(var detail) -> "down: " + detail;
        case Unknown(var why) -> "unknown: " + why;
      };
    }
  }

  /// More than half of the controller's checks failed.
  public boolean failed() {
    return 2 * count(CheckResult.Passed.class) < controller.size();
  }

  /// Users get nothing, while somebody sees that the primary lives: the other region, or one of the
  /// controller's own checks where that region cannot tell.
  public boolean usersAlone() {
    boolean lives =
        switch (recovery) {
          case View.Up _ -> true;
          case View.Down _ -> false;
          case View.Unknown _ -> count(CheckResult.Passed.class) > 0;
        };
    return users instanceof View.Down && lives;
  }

  /// Every failed check was refused rather than silent, so asking again at once tells more.
  public boolean refused() {
    return count(CheckResult.Silent.class) == 0;
  }

  /// More than half of the controller's checks were refused: something is gone, not just silent.
  public boolean gone() {
    return 2 * count(CheckResult.Refused.class) > controller.size();
  }

  private int count(Class<? extends CheckResult> kind) {
    int count = 0;
    for (var check : controller) {
      count += kind.isInstance(check) ? 1 : 0;
    }
    return count;
  }

  /// The failed checks with their reasons.
  public String reasons() {
    return controller.stream()
        .filter(check -> !(check instanceof CheckResult.Passed))
        .map(failure ->
            switch (failure) {
              case CheckResult.Passed(var what) -> what + " passed";
              case CheckResult.Refused(var what, var why) -> what + " refused: " + why;
              case CheckResult.Silent(var what, var why) -> what + " silent: " + why;
            })
        .collect(Collectors.joining("; "));
  }
}
