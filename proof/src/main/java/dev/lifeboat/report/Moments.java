package dev.lifeboat.report;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.evidence.HeldFile;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.measure.FaultTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The moments of a run that everything else is seen against.
///
/// `held.json` names the fault's time. A folder without it has a result that tells how long it took
/// to detect and to decide before the run was opened. Without either it is not known.
///
/// @param inEffect when what was broken was broken whole, from which RPO counts
/// @param oldestLost when the earliest acknowledged write that is lost was acknowledged
/// @param last the latest time that the journal knows
record Moments(
    Optional<Instant> fault,
    Optional<Instant> inEffect,
    Optional<Instant> oldestLost,
    Optional<Instant> detected,
    Optional<Instant> opened,
    Optional<Instant> noReturn,
    Optional<Moment> servedAgain,
    Optional<Instant> capacity,
    Optional<Instant> ended,
    Optional<Instant> last) {

  static final String NO_RETURN = "point of no return";

  private static final String FAULT = "fault";
  private static final String WRITE_AGAIN = "first write again";
  // Of basis database, where nobody knows of a user's write.
  private static final String BOTH_AGAIN = "both good again";

  /// One of them, by name.
  ///
  /// @param meaning what happened then, and what is counted from it or to it
  record Moment(String name, Instant at, String meaning) {}

  static Moments of(Contents contents) {
    var entries = contents.entries();
    var opened = entries.stream().findFirst().map(Entry::at);
    var rto = contents.result().value().map(it -> it.measured().rto());
    var decide = contents.told(it -> it.measured().rto().decideSeconds());
    var detect = contents.told(it -> it.measured().rto().detectSeconds());
    var detected = opened.flatMap(at -> decide.map(seconds -> plus(at, -seconds)));
    var measured = contents.held().value().map(HeldFile::fault);
    var fault =
        measured
            .map(FaultTime::at)
            .or(() -> detected.flatMap(at -> detect.map(seconds -> plus(at, -seconds))));
    return new Moments(
        fault,
        measured.map(FaultTime::inEffect),
        oldestLost(contents),
        detected,
        opened,
        noReturn(entries),
        rto.flatMap(it -> after(fault, it.seconds()))
            .map(at -> new Moment(again(contents), at, "RTO counts to here")),
        rto.flatMap(it -> after(fault, it.capacitySeconds())),
        entries.stream()
            .filter(entry -> entry.event() instanceof Event.RunEnded)
            .map(Entry::at)
            .findFirst(),
        entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast().at()));
  }

  private static String again(Contents contents) {
    return switch (contents.basis()) {
      case FRONT_DOOR -> WRITE_AGAIN;
      case DATABASE -> BOTH_AGAIN;
    };
  }

  /// The first request to promote. One that an undo makes, to put the old writer back, is none.
  private static Optional<Instant> noReturn(List<Entry> entries) {
    for (var entry : entries) {
      if (entry.event() instanceof Event.UndoBegun) {
        return Optional.empty();
      }
      if (entry.event() instanceof Event.PromotionIntended) {
        return Optional.of(entry.at());
      }
    }
    return Optional.empty();
  }

  private static Optional<Instant> oldestLost(Contents contents) {
    var acknowledged = contents.acknowledged();
    return contents
        .told(it -> it.measured().writes())
        .map(DrillResult.WriteCounts::lostNumbers)
        .flatMap(lost ->
            lost.stream()
                .map(acknowledged::get)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder()));
  }

  private static Optional<Instant> after(Optional<Instant> fault, @Nullable Double seconds) {
    return seconds == null ? Optional.empty() : fault.map(at -> plus(at, seconds));
  }

  private static Instant plus(Instant at, double seconds) {
    return at.plus(Duration.ofNanos(Math.round(seconds * 1e9)));
  }

  /// What offsets count from: the fault, or else the opening of the run.
  Optional<Instant> origin() {
    return fault.or(() -> opened);
  }

  String originName() {
    return fault.isPresent() ? "the fault" : "the opening of the run";
  }

  /// Those that are known, in the order of time.
  List<Moment> known() {
    var known = new ArrayList<Moment>();
    add(known, FAULT, fault, "RTO counts from here");
    add(known, "in effect", inEffect, "the fault was complete; RPO counts back from here");
    add(known, "detected", detected, "it was known to be down");
    add(known, "run opened", opened, "the decision was made");
    add(known, NO_RETURN, noReturn, "the first promotion was asked for");
    servedAgain.ifPresent(known::add);
    add(known, "full capacity", capacity, "every instance serves");
    add(known, "run ended", ended, "nothing was left to do");
    known.sort((one, other) -> one.at().compareTo(other.at()));
    return List.copyOf(known);
  }

  private static void add(List<Moment> known, String name, Optional<Instant> at, String meaning) {
    at.ifPresent(it -> known.add(new Moment(name, it, meaning)));
  }

  /// The two between which the RTO lies.
  List<Moment> ofClients() {
    return known().stream()
        .filter(it -> it.name().equals(FAULT) || servedAgain.filter(it::equals).isPresent())
        .toList();
  }
}
