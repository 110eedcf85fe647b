package dev.lifeboat.simulate;

import dev.lifeboat.journal.Event;
import dev.lifeboat.runbook.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What one seed came to.
///
/// @param ending how the last run ended, such as `done`; `none` when nobody began one
/// @param rto from the fault, in a planned move from the last write on the old side, until clients
///   are acknowledged by the new side; empty when nothing moved
/// @param rpo as the clients at the front door would report it; empty when nothing moved
public record Outcome(
    long seed,
    Mode mode,
    String ending,
    Optional<Duration> rto,
    Optional<Duration> rpo,
    List<Violation> violations,
    Course course) {
  public Outcome {
    violations = List.copyOf(violations);
  }

  static Outcome of(
      long seed, Mode mode, SimWorld world, Optional<Duration> rto, Optional<Duration> rpo) {
    return new Outcome(
        seed,
        mode,
        ending(world),
        rto,
        rpo,
        world.checker.violations(),
        new Course(world.agenda.done(), world.agenda.hash(), world.tail()));
  }

  private static String ending(SimWorld world) {
    if (world.runs.isEmpty()) {
      return "none";
    }
    var last = world.runs.getLast().entries().getLast().event();
    if (last instanceof Event.RunEnded(var outcome, _)) {
      return outcome.name().toLowerCase(Locale.ROOT);
    }
    return last instanceof Event.PersonNeeded ? "waiting" : "open";
  }

  /// How it came to it.
  ///
  /// @param hash the same for every play of the same seed
  /// @param tail the last things that happened, if somebody listened
  public record Course(long events, long hash, List<String> tail) {
    public Course {
      tail = List.copyOf(tail);
    }
  }
}
