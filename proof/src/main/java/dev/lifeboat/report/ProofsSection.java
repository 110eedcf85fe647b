package dev.lifeboat.report;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.journal.Event;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What shows that the old side could not write.
///
/// @param proven whether it was, of a drill that moved the writer; null of anything else
/// @param none whether no fence is on record
/// @param quoted proofs that the result alone has
/// @param fences of the run
/// @param confirmations the fences as they were looked at again just before each promotion
record ProofsSection(
    @Nullable Badge proven,
    boolean none,
    List<String> quoted,
    List<Fenced> fences,
    List<Confirmed> confirmations) {

  /// @param overridden null of a fence that rests on no person's word
  record Fenced(String phrase, @Nullable Badge overridden, String seen, String proof) {}

  /// One promotion, and what was seen before it.
  record Confirmed(String at, String step, String region, long epoch, List<String> proofs) {}

  static ProofsSection of(Contents contents, List<StepTrack> tracks, TimeText words) {
    var result = contents.result().value();
    var fences = tracks.stream().filter(ProofsSection::fence).toList();
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
        fences.stream().map(track -> fenced(track, words)).toList(),
        confirmations(contents, words));
  }

  private static boolean fence(StepTrack track) {
    return track.step() instanceof Step.Reach reach && reach.goal() instanceof Goal.Fenced;
  }

  private static Fenced fenced(StepTrack track, TimeText words) {
    var seen = track.end().filter(_ -> track.met()).map(at -> "seen at " + words.clock(at));
    return new Fenced(
        track.step().phrase(),
        track.state().equals(StepTrack.OVERRIDDEN) ? new Badge(track.state(), Tone.BAD) : null,
        seen.orElse(track.state()),
        track.said());
  }

  private static List<Confirmed> confirmations(Contents contents, TimeText words) {
    var all = new ArrayList<Confirmed>();
    for (var entry : contents.entries()) {
      if (entry.event()
          instanceof Event.PromotionIntended(var step, _, var region, var epoch, var fences)) {
        all.add(new Confirmed(words.clock(entry.at()), step.value(), region, epoch, fences));
      }
    }
    return all;
  }
}
