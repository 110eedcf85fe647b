package dev.lifeboat.report;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.JournalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Puts the sections one below the other, the most wanted first.
final class Page {
  // Whatever slips through the escaping can still not run or call out.
  private static final String NOTHING_BUT_STYLE = "default-src 'none'; style-src 'unsafe-inline'";

  private final Contents contents;
  private final Words words;
  private final Html html = new Html();

  Page(Contents contents, Words words) {
    this.contents = contents;
    this.words = words;
  }

  String html() {
    var verdict = Verdict.of(contents);
    var moments = Moments.of(contents);
    var tracks = tracks();
    html.open("html", "lang", "en");
    head(verdict);
    html.open("body").open("main");
    new Opening(html, contents, words).add(verdict, moments);
    new FigureCards(html, contents).add();
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

  private void head(Verdict verdict) {
    html.open("head");
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", NOTHING_BUT_STYLE);
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "color-scheme", "content", "light dark");
    html.leaf("title", "%s · run %s · Lifeboat".formatted(verdict.word(), contents.folder().run()));
    html.style(css());
    html.close();
  }

  private static String css() {
    try (var in = Objects.requireNonNull(Page.class.getResourceAsStream("report.css"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
