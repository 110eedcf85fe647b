package dev.lifeboat.report;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What shows that the old side could not write, and what a drill did afterwards: the way home and
/// what was left behind.
final class ProofsSection {
  private final Html html;
  private final Contents contents;
  private final TimeText words;

  ProofsSection(Html html, Contents contents, TimeText words) {
    this.html = html;
    this.contents = contents;
    this.words = words;
  }

  void add(List<StepTrack> tracks) {
    html.open("section").leaf("h2", "Fence");
    contents
        .result()
        .value()
        .filter(DrillResult::moves)
        .ifPresent(it -> proven(it.fence().proven()));
    var fences = tracks.stream().filter(ProofsSection::fence).toList();
    if (fences.isEmpty() && contents.result().value().isPresent()) {
      quote(contents.result().value().get().fence().proof());
    } else if (fences.isEmpty()) {
      html.leaf("p", "No fence is on record.");
    }
    fences.forEach(this::fenced);
    confirmations();
    html.close();
    contents.result().value().ifPresent(this::afterwards);
  }

  private static boolean fence(StepTrack track) {
    return track.step() instanceof Step.Reach reach && reach.goal() instanceof Goal.Fenced;
  }

  private void proven(boolean proven) {
    html.open("p");
    html.leaf(
        "span",
        proven ? "proven" : "not proven",
        "class",
        "badge " + (proven ? Headline.Tone.GOOD : Headline.Tone.BAD).style());
    html.text(" before the first promotion was asked for.").close();
  }

  private void fenced(StepTrack track) {
    html.open("p").leaf("strong", track.step().phrase());
    if (track.state().equals(StepTrack.OVERRIDDEN)) {
      html.text(" ").leaf("span", track.state(), "class", "badge " + Headline.Tone.BAD.style());
    }
    html.text(
        track
            .end()
            .filter(_ -> track.met())
            .map(at -> ", seen at " + words.clock(at))
            .orElse(", " + track.state()));
    html.close();
    quote(List.of(track.said()));
  }

  /// The fences as they were looked at again just before each promotion.
  private void confirmations() {
    var entries = contents.journal().value().map(JournalReader.Contents::entries).orElse(List.of());
    for (var entry : entries) {
      if (entry.event() instanceof Event.PromotionIntended promotion) {
        html.leaf(
            "p",
            "Looked at again at %s, just before %s in %s was asked for under epoch %d:"
                .formatted(
                    words.clock(entry.at()),
                    promotion.step(),
                    promotion.region(),
                    promotion.epoch()));
        quote(promotion.fences());
      }
    }
  }

  private void quote(List<String> proofs) {
    proofs.forEach(proof -> html.leaf("pre", proof));
  }

  private void afterwards(DrillResult result) {
    var failback = result.failback();
    html.open("section").leaf("h2", "Way home");
    if (!result.moves()) {
      html.leaf("p", "None: " + failback.why() + ".").close();
      residue(result);
      return;
    }
    html.open("p");
    html.leaf(
        "span",
        failback.outcome() == null ? "unknown" : failback.outcome(),
        "class",
        "badge " + home(failback).style());
    html.text(
        " Failback took %s; acknowledged writes lost on the way: %s."
            .formatted(
                TimeText.secondsOrNot(failback.seconds()),
                failback.lost() == null ? "not known" : TimeText.count(failback.lost())));
    html.close();
    if (failback.why() != null) {
      html.leaf("p", failback.why(), "class", "why");
    }
    if (failback.run() != null) {
      html.open("p").text("Its own page: ");
      html.leaf("code", "lifeboat report " + failback.run()).close();
    }
    html.close();
    residue(result);
  }

  private static Headline.Tone home(DrillResult.Failback failback) {
    return failback.outcome() == null
        ? Headline.Tone.UNKNOWN
        : failback.outcome().equals("passed") ? Headline.Tone.GOOD : Headline.Tone.BAD;
  }

  private void residue(DrillResult result) {
    html.open("section").leaf("h2", "Left behind");
    if (result.moves() && result.failback().outcome() == null) {
      html.leaf("p", "Not looked for: the drill did not come home.");
    } else if (result.residue().isEmpty()) {
      html.leaf(
          "p", "Nothing: processes, files, slots, records and weights are as they were before.");
    } else {
      html.open("ul");
      result.residue().forEach(line -> html.leaf("li", line));
      html.close();
    }
    html.leaf("h3", "Ledger of writes that exist only on the old side");
    html.leaf("p", ledger(result.ledger()));
    html.close();
  }

  private static String ledger(DrillResult.Ledger ledger) {
    var why = ledger.why() == null ? "no reason is on record" : ledger.why();
    if (ledger.file() == null) {
      return "Not made: " + why + ".";
    }
    var held =
        "%s and %s are listed in %s. "
            .formatted(
                count(ledger.rows(), "changed row"),
                count(ledger.objects(), "object version"),
                ledger.file());
    if (ledger.lost() == null) {
      return held + "Not compared with the canary: " + why + ".";
    }
    return held
        + (Boolean.TRUE.equals(ledger.matchesCanary())
            ? "Among them are all the canary lost: %s."
                .formatted(TimeText.count(ledger.lost(), "write"))
            : "That is not what the canary lost: " + why + ".");
  }

  private static String count(@Nullable Long number, String what) {
    return number == null ? "no " + what : TimeText.count(number, what);
  }
}
