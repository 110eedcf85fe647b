package dev.lifeboat.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Which fence is tried now, and whether one is proven. Pure and immutable: the caller tells what
/// it saw and asks [#at] what to try.
///
/// A level is left for the next one when it failed, when its deadline passed, or when the one that
/// would have to act is silent. A proof that comes late still counts, whatever is tried meanwhile.
///
/// @param level tried now, unless [#proven] is present
/// @param since when that level began
/// @param silent actors that did not answer
/// @param proven the level whose proof ended the climb
/// @param exhausted whether the last level was left without a proof
/// @param said what became of the levels so far, a line each
public record FenceLadder(
    FenceLevel level,
    Duration since,
    Set<FenceLevel.Actor> silent,
    Optional<FenceLevel> proven,
    boolean exhausted,
    List<String> said) {

  public FenceLadder {
    silent = Collections.unmodifiableSet(new TreeSet<>(silent));
    said = List.copyOf(said);
  }

  /// What to do.
  public sealed interface Move {

    /// Try this level, and no longer than `until`.
    record Try(FenceLevel level, Duration until) implements Move {}

    /// The old writer is shown unable to write: a promotion may follow.
    record Proven(FenceLevel level, List<String> proof) implements Move {}

    /// No proof can be had: a person may override, on the record.
    record Exhausted(List<String> why) implements Move {}
  }

  /// At the foot.
  public static FenceLadder from(Duration now) {
    return new FenceLadder(FenceLevel.HAND_BACK, now, Set.of(), Optional.empty(), false, List.of());
  }

  /// This ladder at `now`: levels whose deadline has passed are left behind, also several at once
  /// after a pause of the caller.
  public FenceLadder at(Duration now) {
    var here = this;
    while (here.isClimbing() && now.compareTo(here.until()) >= 0) {
      here = here.next(here.until(), here.level + ": nothing proven within its deadline");
    }
    return here;
  }

  /// What to do at the time of the last [#at].
  public Move move() {
    if (proven.isPresent()) {
      return new Move.Proven(proven.get(), said);
    }
    return exhausted ? new Move.Exhausted(said) : new Move.Try(level, until());
  }

  /// `met` was shown to hold. If that does not suffice alone, the climb goes on.
  public FenceLadder met(FenceLevel met, String proof, Duration now) {
    var line = met + ": " + proof;
    if (proven.isPresent()) {
      return this;
    }
    if (met.suffices()) {
      return new FenceLadder(level, since, silent, Optional.of(met), false, with(line));
    }
    return isClimbing() && met == level ? next(now, line) : this;
  }

  /// `failed` cannot be had. Told of a level that is not tried now, it changes nothing.
  public FenceLadder failed(FenceLevel failed, String why, Duration now) {
    return isClimbing() && failed == level ? next(now, failed + ": " + why) : this;
  }

  /// `actor` does not answer: all its levels are passed over.
  public FenceLadder silent(FenceLevel.Actor actor, String why, Duration now) {
    if (!isClimbing() || silent.contains(actor)) {
      return this;
    }
    var actors = new TreeSet<>(silent);
    actors.add(actor);
    var line = actor + " is silent: " + why;
    return level.actor() == actor
        ? climb(now, actors, line)
        : new FenceLadder(level, since, actors, proven, exhausted, with(line));
  }

  private FenceLadder next(Duration now, String line) {
    return climb(now, silent, line);
  }

  private FenceLadder climb(Duration now, Set<FenceLevel.Actor> actors, String line) {
    return Stream.of(FenceLevel.values())
        .filter(higher -> higher.compareTo(level) > 0 && !actors.contains(higher.actor()))
        .findFirst()
        .map(higher -> new FenceLadder(higher, now, actors, Optional.empty(), false, with(line)))
        .orElse(new FenceLadder(level, since, actors, Optional.empty(), true, with(line)));
  }

  private boolean isClimbing() {
    return proven.isEmpty() && !exhausted;
  }

  private Duration until() {
    return since.plus(level.deadline());
  }

  private List<String> with(String line) {
    var lines = new ArrayList<>(said);
    lines.add(line);
    return lines;
  }
}
