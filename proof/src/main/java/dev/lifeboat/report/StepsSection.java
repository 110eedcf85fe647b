package dev.lifeboat.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The steps in words, for readers without the picture and for those who want the reasons.
final class StepsSection {
  static final int MOST_ROWS = 500;
  private static final int OPEN_UP_TO = 40;

  private final Html html;
  private final TimeText words;

  StepsSection(Html html, TimeText words) {
    this.html = html;
    this.words = words;
  }

  void add(Contents contents, Moments moments, List<StepTrack> tracks) {
    html.open("section").leaf("h2", "Steps");
    contents.state().why().ifPresent(why -> html.leaf("p", "Not known: " + why + "."));
    if (!tracks.isEmpty()) {
      html.leaf("p", summary(tracks));
      boolean few = tracks.size() <= OPEN_UP_TO;
      if (!few) {
        html.open("details").leaf("summary", "The steps one by one");
      }
      table(StepTracks.notable(tracks, MOST_ROWS), moments);
      if (tracks.size() > MOST_ROWS) {
        html.leaf(
            "p",
            "%s that took little and went well are left out; journal.jsonl has every one."
                .formatted(TimeText.count(tracks.size() - MOST_ROWS, "step")));
      }
      if (!few) {
        html.close();
      }
    }
    html.close();
  }

  private static String summary(List<StepTrack> tracks) {
    long met = tracks.stream().filter(StepTrack::met).count();
    return met == tracks.size()
        ? "All %s met.".formatted(TimeText.count(met, "step"))
        : "%s of %s met.".formatted(TimeText.count(met), TimeText.count(tracks.size(), "step"));
  }

  private void table(List<StepTrack> tracks, Moments moments) {
    html.open("div", "class", "scroll", "tabindex", "0", "role", "group", "aria-label", "Steps");
    html.open("table", "class", "steps").open("thead").open("tr");
    html.leaf("th", "step", "scope", "col").leaf("th", "state", "scope", "col");
    html.leaf("th", "began", "class", "num", "scope", "col");
    html.leaf("th", "took", "class", "num", "scope", "col");
    html.leaf("th", "asked", "class", "num", "scope", "col");
    html.leaf("th", "proof, or why not", "scope", "col");
    html.close().close().open("tbody");
    tracks.forEach(track -> row(track, moments));
    html.close().close().close();
  }

  private void row(StepTrack track, Moments moments) {
    html.open("tr").open("th", "scope", "row").text(track.step().phrase());
    html.leaf("small", track.step().id().value()).close();
    html.open("td").leaf("span", track.state(), "class", "badge " + tone(track).style()).close();
    var began =
        track.start().flatMap(at -> moments.origin().map(from -> Duration.between(from, at)));
    html.open("td", "class", "num").text(began.map(TimeText::offset).orElse("–"));
    track.start().ifPresent(at -> html.leaf("small", words.clock(at)));
    html.close();
    html.leaf("td", track.took().map(TimeText::seconds).orElse("–"), "class", "num");
    html.leaf("td", String.valueOf(track.requests()), "class", "num");
    html.leaf("td", track.said(), "class", "said").close();
  }

  private static Headline.Tone tone(StepTrack track) {
    return track.met()
        ? Headline.Tone.GOOD
        : track.state().equals(StepTrack.FAILED) || track.state().equals(StepTrack.OVERRIDDEN)
            ? Headline.Tone.BAD
            : Headline.Tone.UNKNOWN;
  }

  /// How often a step's goal was asked for; a goal that held already was not asked for at all.
  static String requests(StepTrack track) {
    return Optional.of(track.requests())
        .filter(count -> count > 0)
        .map(count -> TimeText.count(count, "request"))
        .orElse("not asked for");
  }
}
