package dev.lifeboat.report;

import dev.lifeboat.engine.People;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.report.DocumentPage.Section;
import dev.lifeboat.report.DocumentPage.Table;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Review after a run, filled in from its folder as far as that tells. What only people know is
/// left blank, as `____`. Times are in UTC, so that the same files give the same text.
public final class RunReview {
  private static final String BLANK = "____";

  /// What is promised for longer is forgotten by then.
  private static final Period UNTIL = Period.ofDays(30);

  /// Of a longer run the report shows all.
  private static final int MOST_MOMENTS = 200;

  private static final int LONGEST_STEPS = 5;

  /// A step that failed for an hour is one lesson.
  private static final int MOST_DEVIATIONS = 30;

  /// How much an event is to a reader who was not there.
  private enum Weight {
    DETAIL,
    COURSE,
    /// No runbook has it.
    DEVIATION;

    static Weight of(Event event) {
      return switch (event) {
        case Event.StepStarted _, Event.StepPending _, Event.PursuitIntended _, Event.Sealed _ ->
            DETAIL;
        case Event.RunOpened _,
            Event.PromotionIntended _,
            Event.StepMet _,
            Event.Asked _,
            Event.Answered _,
            Event.Resumed _,
            Event.RunEnded _ ->
            COURSE;
        case Event.PursuitFailed _,
            Event.StepLost _,
            Event.StepFailed _,
            Event.FenceOverridden _,
            Event.LossAccepted _,
            Event.CancelRequested _,
            Event.UndoBegun _,
            Event.PersonNeeded _,
            Event.Paused _ ->
            DEVIATION;
      };
    }
  }

  private final Contents contents;
  private final TimeText words = new TimeText(ZoneOffset.UTC);
  private final List<StepTrack> tracks;

  private RunReview(Contents contents) {
    this.contents = contents;
    this.tracks =
        contents
            .state()
            .value()
            .map(state -> StepTracks.of(state, contents.entries()))
            .orElse(List.of());
  }

  /// The review as Markdown.
  ///
  /// @throws ProblemException LB4004 when there is no such run
  public static String markdown(RunFolder folder) throws ProblemException {
    return new RunReview(Contents.read(folder)).text();
  }

  private String text() {
    var verdict = Headline.of(contents);
    return DocumentMarkdown.of(
        "Review of run " + contents.folder().run(),
        "%s: %s. %s"
            .formatted(
                verdict.word(), verdict.what(), Objects.requireNonNullElse(verdict.why(), "")),
        List.of(
            facts(verdict),
            figures(),
            moments(),
            steps(),
            deviations(),
            people(),
            lessons(),
            followUps()));
  }

  private Section facts(Headline verdict) {
    var rows =
        new ArrayList<>(
            SummarySection.of(verdict, contents, Moments.of(contents), words).facts().stream()
                .map(it -> List.of(it.name(), it.value()))
                .toList());
    rows.add(List.of("reviewed by, on", BLANK));
    return table("What is known", List.of("", ""), rows);
  }

  private Section figures() {
    return table(
        "Against the objectives",
        List.of("figure", "measured", "objective", ""),
        FigureCard.of(contents, Moments.of(contents), words).stream()
            .map(it ->
                List.of(
                    it.name(),
                    it.measured() == null
                        ? "%s (%s)".formatted(BLANK, it.why())
                        : it.measured().text(),
                    it.objective(),
                    it.badge().word()))
            .toList());
  }

  private Section moments() {
    var notable =
        contents.entries().stream().filter(it -> Weight.of(it.event()) != Weight.DETAIL).toList();
    var shown = notable.subList(0, Math.min(MOST_MOMENTS, notable.size()));
    return new Section(
        "Time line, UTC",
        shown.size() < notable.size()
            ? List.of("And %d more, in the report.".formatted(notable.size() - shown.size()))
            : List.of(),
        List.of(),
        new Table(List.of("at", "after", "event", "what"), shown.stream().map(this::row).toList()));
  }

  private List<String> row(Entry entry) {
    var opened = contents.entries().getFirst().at();
    return List.of(
        words.clock(entry.at()),
        TimeText.offset(Duration.between(opened, entry.at())),
        entry.event().word(),
        EventText.of(entry.event()));
  }

  private Section steps() {
    return table(
        "Longest steps",
        List.of("step", "took", "within", "asked for"),
        tracks.stream()
            .filter(it -> it.took().isPresent())
            .sorted(Comparator.comparing((StepTrack it) -> it.took().orElseThrow()).reversed())
            .limit(LONGEST_STEPS)
            .map(it ->
                List.of(
                    it.step().id().value(),
                    TimeText.seconds(it.took().orElseThrow()),
                    SpanText.inFewUnits(it.step().deadline()),
                    TimeText.count(it.requests(), "time")))
            .toList());
  }

  private Section deviations() {
    var found = found();
    return new Section(
        "What did not go by the runbook",
        found.isEmpty()
            ? List.of(
                contents
                    .journal()
                    .why()
                    .map("Not known: "::concat)
                    .orElse("Nothing, by its journal."))
            : found,
        List.of(),
        null);
  }

  /// What the journal tells that no runbook has, in its order, each once.
  private List<String> found() {
    var all =
        Stream.concat(
                contents.entries().stream()
                    .map(Entry::event)
                    .filter(it -> Weight.of(it) == Weight.DEVIATION)
                    .map(it -> it.word() + ": " + EventText.of(it)),
                tracks.stream()
                    .filter(it -> it.state().equals(People.NOT_TOLD))
                    .map(it -> "%s: %s".formatted(it.step().id(), it.said())))
            .distinct()
            .toList();
    int more = all.size() - MOST_DEVIATIONS;
    return more <= 0
        ? all
        : Stream.concat(
                all.stream().limit(MOST_DEVIATIONS),
                Stream.of("and %d more, in the report".formatted(more)))
            .toList();
  }

  private static Section people() {
    return table(
        "What only people know",
        List.of("asked", "answer"),
        Stream.of(
                "who noticed it, how, and when",
                "who declared it, and on what ground",
                "which clients were affected, and what they lost",
                "what caused it",
                "what went well",
                "what went badly",
                "where we were lucky",
                "what the runbook, the contacts or the notices lacked")
            .map(it -> List.of(it, BLANK))
            .toList());
  }

  private static Section lessons() {
    return table(
        "Lessons",
        List.of("lesson", "what it changes"),
        List.of(List.of(BLANK, BLANK), List.of(BLANK, BLANK)));
  }

  /// As the plan takes them: in quotes nothing that was said becomes a key.
  private Section followUps() {
    var owner = contents.workload().value().map(Workload::owner).orElse(BLANK);
    var until =
        contents.entries().isEmpty()
            ? BLANK
            : LocalDate.ofInstant(contents.entries().getLast().at(), ZoneOffset.UTC)
                .plus(UNTIL)
                .toString();
    // What is to be filled in is no promise yet.
    var head = found().isEmpty() ? "#" : "";
    var lines = new ArrayList<>(List.of(head + "assess:", head + "  followUps:"));
    found().forEach(what -> lines.add(followUp(what, owner, until)));
    lines.add("#" + followUp(BLANK, owner, until));
    return new Section(
        "Follow-ups",
        List.of("In the plan 'lifeboat assess' tells of them, until each is done and taken out."),
        List.of(),
        null,
        List.of(String.join("\n", lines)));
  }

  private static String followUp(String what, String owner, String until) {
    return "    - { what: %s, owner: %s, until: \"%s\" }"
        .formatted(quoted(what), quoted(owner), until);
  }

  /// No plan takes a control character, or a word of somebody's for a variable's name.
  private static String quoted(String text) {
    var said = text.replaceAll("\\p{Cntrl}+", " ").replace("${", "$${");
    return '"' + said.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static Section table(String title, List<String> head, List<List<String>> rows) {
    return new Section(title, List.of(), List.of(), new Table(head, rows));
  }
}
