package dev.lifeboat.report;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.journal.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What shows that the old side could not write.
///
/// @param proven whether it was, of a drill that moved the writer; null of anything else
/// @param none whether no fence is on record
/// @param quoted proofs that the result alone has
/// @param proofs of the run's fences, each once
/// @param confirmations the fences as they were looked at again just before each promotion
record ProofsSection(
    @Nullable Badge proven,
    boolean none,
    List<String> quoted,
    List<Proof> proofs,
    List<Confirmed> confirmations) {

  /// @param fences that it shows, which need not be one
  /// @param proof null of a fence that does not hold; the steps say why
  record Proof(List<Fenced> fences, @Nullable String proof) {}

  /// @param overridden null of a fence that rests on no person's word
  record Fenced(String phrase, @Nullable Badge overridden, String seen) {}

  /// One promotion, and what was seen before it.
  ///
  /// @param again how many fences were found as they are told already
  /// @param other what was seen of the others
  record Confirmed(
      String at, String step, String region, long epoch, String again, List<String> other) {}

  static ProofsSection of(Contents contents, List<StepTrack> tracks, TimeText words) {
    var result = contents.result().value();
    var fences = tracks.stream().filter(FenceProofs::fence).toList();
    var told = new HashSet<String>();
    for (var fence : fences) {
      told.add(fence.step().phrase() + ": " + fence.said());
    }
    return new ProofsSection(
        result
            .filter(DrillResult::moves)
            .map(it -> it.safety().fence().proven())
            .map(proven -> new Badge(proven ? "proven" : "not proven", Tone.of(proven)))
            .orElse(null),
        fences.isEmpty() && result.isEmpty(),
        fences.isEmpty()
            ? result.map(it -> it.safety().fence().proof()).orElse(List.of())
            : List.of(),
        proofs(fences, words),
        confirmations(contents, told, words));
  }

  private static List<Proof> proofs(List<StepTrack> fences, TimeText words) {
    var byProof = new LinkedHashMap<Optional<String>, List<Fenced>>();
    for (var track : fences) {
      var proof = FenceProofs.holds(track) ? Optional.of(track.said()) : Optional.<String>empty();
      byProof.computeIfAbsent(proof, _ -> new ArrayList<>()).add(fenced(track, words));
    }
    return byProof.entrySet().stream()
        .map(entry -> new Proof(entry.getValue(), entry.getKey().orElse(null)))
        .toList();
  }

  private static Fenced fenced(StepTrack track, TimeText words) {
    var seen = track.end().filter(_ -> track.met()).map(at -> "seen at " + words.clock(at));
    return new Fenced(
        track.step().phrase(),
        track.state().equals(StepTrack.OVERRIDDEN) ? new Badge(track.state(), Tone.BAD) : null,
        seen.orElse(track.state()));
  }

  /// @param told what the page has said of fences; each that is said here is added
  private static List<Confirmed> confirmations(
      Contents contents, Set<String> told, TimeText words) {
    var all = new ArrayList<Confirmed>();
    for (var entry : contents.entries()) {
      if (entry.event()
          instanceof Event.PromotionIntended(var step, _, var region, var epoch, var fences)) {
        var other = fences.stream().filter(told::add).toList();
        var again = again(fences.size(), other.size());
        all.add(new Confirmed(words.clock(entry.at()), step.value(), region, epoch, again, other));
      }
    }
    return all;
  }

  private static String again(int all, int other) {
    if (other == 0) {
      return all == 1 ? "it held, as told above." : "all %d held, as told above.".formatted(all);
    }
    return other == all
        ? "they now say:"
        : "%d held, as told above; of the others is now said:".formatted(all - other);
  }
}
