package dev.lifeboat.lease;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Until when those may go on writing who asked the keeper of a lease, and write by its answer
/// until they ask again: the gateways of buckets. A lease is handed back only once none of them
/// writes by it any more. Pure and immutable; keepers run it, and so does the simulator.
///
/// @param given by who asked
/// @param unknownUntil until when an answer may count that the keeper's earlier process gave
public record Passes(LeaseTerms terms, Map<String, Pass> given, Duration unknownUntil) {

  /// The last answer.
  ///
  /// @param askedAt when it was asked for, on the clock of who asked
  /// @param until when it is over, on the keeper's clock
  public record Pass(Duration askedAt, Duration until) {}

  /// What follows.
  ///
  /// @param left how long who asked may write, from when it asked; zero when it may not
  public record Turn(Passes next, Duration left) {}

  public Passes {
    given = Map.copyOf(given);
  }

  /// Those of a keeper that begins.
  ///
  /// @param before whether an earlier process of it may have held the lease
  public static Passes begin(LeaseTerms terms, boolean before, Duration now) {
    return new Passes(terms, Map.of(), before ? now.plus(terms.voterWait()) : now);
  }

  /// Answers who asks whether it may write.
  ///
  /// @param askedAt on its clock; what is older than its last question was left behind, and gets
  ///   nothing
  /// @param writing whether it writes by an earlier answer when it asks; then that one may count
  ///   longer than this, since this one may be lost
  /// @param held how long the lease is held without a further vote; zero when it is not. What is
  ///   let through at its end may take one [LeaseTerms#selfFence] more
  public Turn asked(String who, Duration askedAt, boolean writing, Duration held, Duration now) {
    var last = Optional.ofNullable(given.get(who));
    if (last.filter(it -> it.askedAt().compareTo(askedAt) > 0).isPresent()) {
      return new Turn(this, Duration.ZERO);
    }
    var until = held.isPositive() ? now.plus(terms.waitOut(held.plus(terms.selfFence()))) : now;
    if (writing && last.isPresent()) {
      until = later(until, last.get().until());
    }
    var next = new HashMap<>(given);
    next.put(who, new Pass(askedAt, until));
    return new Turn(new Passes(terms, next, unknownUntil), held);
  }

  /// How long somebody may still write by an answer, once no more are given.
  public Duration left(Duration now) {
    var until = unknownUntil;
    for (var pass : given.values()) {
      until = later(until, pass.until());
    }
    return until.compareTo(now) > 0 ? until.minus(now) : Duration.ZERO;
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
