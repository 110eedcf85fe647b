package dev.lifeboat.report;

import java.util.List;
import java.util.Map;

/// The page about one run, section by section.
final class ReportPage {
  private ReportPage() {}

  static String html(Contents contents, TimeText words) {
    var verdict = Headline.of(contents);
    var moments = Moments.of(contents);
    var tracks =
        contents
            .state()
            .value()
            .map(state -> StepTracks.of(state, contents.entries()))
            .orElse(List.of());
    var fences = FenceProofs.of(tracks);
    return PageTemplate.filled(
        "report.html",
        "%s · run %s · Lifeboat".formatted(verdict.word(), contents.folder().run()),
        Map.ofEntries(
            Map.entry("summary", SummarySection.of(verdict, contents, moments, words)),
            Map.entry("cards", FigureCard.of(contents, moments, words)),
            Map.entry("criteria", CriteriaSection.of(contents)),
            Map.entry("speed", SpeedSection.of(contents, moments)),
            Map.entry("clients", ClientsSection.of(contents)),
            Map.entry("data", DataSection.of(contents)),
            Map.entry("writes", WritesSection.of(contents, moments, words)),
            Map.entry("timeline", TimelineSection.of(contents, moments, tracks, words)),
            Map.entry("steps", StepsSection.of(contents, moments, tracks, fences, words)),
            Map.entry("proofs", ProofsSection.of(contents, tracks, words)),
            Map.entry("afterwards", ReturnSection.of(contents, words)),
            Map.entry("journal", JournalSection.of(contents, fences, words)),
            Map.entry("evidence", EvidenceSection.of(contents))));
  }
}
