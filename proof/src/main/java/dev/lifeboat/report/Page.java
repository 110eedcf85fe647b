package dev.lifeboat.report;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.JournalReader;
import java.util.List;

/// Puts the sections one below the other, the most wanted first.
final class Page {
  private final Contents contents;
  private final TimeText words;
  private final Html html = new Html();

  Page(Contents contents, TimeText words) {
    this.contents = contents;
    this.words = words;
  }

  String html() {
    var verdict = Headline.of(contents);
    var moments = Moments.of(contents);
    var tracks = tracks();
    html.open("html", "lang", "en");
    Sheet.head(html, "%s · run %s · Lifeboat".formatted(verdict.word(), contents.folder().run()));
    html.open("body").open("main");
    new SummarySection(html, contents, words).add(verdict, moments);
    new FigureCards(html, contents).add();
    new CriteriaSection(html, contents).add();
    new ClientsSection(html, contents).add();
    new DataSection(html, contents).add();
    new WritesSection(html, contents, words).add(moments);
    new TimelineSection(html, contents, words).add(moments, tracks);
    new StepsSection(html, words).add(contents, moments, tracks);
    new ProofsSection(html, contents, words).add(tracks);
    new JournalSection(html, contents, words).add();
    new EvidenceSection(html, contents).add();
    html.close().close().close();
    return html.page();
  }

  private List<StepTrack> tracks() {
    return contents
        .state()
        .value()
        .flatMap(state -> contents.journal().value().map(journal -> tracks(state, journal)))
        .orElse(List.of());
  }

  private static List<StepTrack> tracks(RunState state, JournalReader.Contents journal) {
    return StepTracks.of(state, journal.entries());
  }
}
