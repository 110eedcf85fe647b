package dev.lifeboat.cli;

import dev.lifeboat.control.PlanFile;
import dev.lifeboat.plan.DurationText;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Maintenance;
import dev.lifeboat.provider.Pauses;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `watch --pause` and `watch --unpause`: people work on the workload, so its watch acts on
/// nothing.
final class WatchPause {
  @Option(
      names = "--pause",
      paramLabel = "REASON",
      description = "Hold every failover of the watch back; needs --for or --until.")
  private @Nullable String reason;

  @Option(
      names = "--for",
      paramLabel = "SPAN",
      description = "How long the pause lasts, such as 30m or 2h; 30d at most.")
  private @Nullable String span;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "When it ends: 15:30, 2026-11-20T15:30 or 2026-11-20T15:30:00Z.")
  private @Nullable String end;

  @Option(names = "--unpause", description = "End the pause.")
  private boolean over;

  /// The pause that is in force afterwards, as data.
  ///
  /// @param paused false after `--unpause`; then the four fields after it are those of the pause
  ///   that was ended, null if there was none
  record PauseDocument(
      String schema,
      String plan,
      String workload,
      boolean paused,
      @Nullable String reason,
      @Nullable String by,
      @Nullable String from,
      @Nullable String until) {

    static PauseDocument of(
        String plan, String workload, boolean paused, Optional<Maintenance> pause) {
      return new PauseDocument(
          "lifeboat.pause/v1",
          plan,
          workload,
          paused,
          pause.map(Maintenance::reason).orElse(null),
          pause.map(Maintenance::by).orElse(null),
          pause.map(it -> it.from().toString()).orElse(null),
          pause.map(it -> it.until().toString()).orElse(null));
    }
  }

  /// Whether one of the two was asked for, so that nothing is watched.
  ///
  /// @throws ProblemException LB1004 when the options do not fit together
  boolean asked() throws ProblemException {
    if (reason != null && over) {
      throw usage("--pause and --unpause exclude each other", "use one of them");
    } else if (reason != null && reason.isBlank()) {
      throw usage("--pause needs a reason", "use --pause \"what is being done\" --for 30m");
    } else if (reason != null && (span == null) == (end == null)) {
      throw usage("a pause needs one end", "add either --for 30m or --until 15:30");
    } else if (reason == null && (span != null || end != null)) {
      throw usage("--for and --until belong to --pause", "add --pause \"reason\"");
    }
    return reason != null || over;
  }

  /// Does what was asked for; the words say it.
  PauseDocument apply(Pauses pauses, PlanFile file, String workload, String by, Instant now)
      throws ProblemException {
    var plan = file.plan().name();
    if (reason == null) {
      var ended = pauses.maintenance(workload).filter(it -> it.inForce(now));
      pauses.endMaintenance(workload);
      return PauseDocument.of(plan, workload, false, ended);
    }
    var pause = new Maintenance(workload, reason, by, now, until(now));
    pauses.begin(pause);
    return PauseDocument.of(plan, workload, true, Optional.of(pause));
  }

  static String words(PauseDocument told, Instant now) {
    var watch = "watch of %s/%s".formatted(told.plan(), told.workload());
    if (told.until() == null) {
      return watch + " was not paused";
    }
    var until = Instant.parse(told.until());
    return told.paused()
        ? "%s is paused until %s (%s): %s, by %s"
            .formatted(
                watch,
                Spans.local(until),
                Spans.rough(Duration.between(now, until)),
                told.reason(),
                told.by())
        : "%s is no longer paused; %s had paused it: %s".formatted(watch, told.by(), told.reason());
  }

  private Instant until(Instant now) throws ProblemException {
    var until = span != null ? now.plus(length(span)) : moment(String.valueOf(end), now);
    if (!until.isAfter(now) || until.isAfter(now.plus(Maintenance.LONGEST))) {
      throw usage(
          "a pause ends within 30 days from now, this one would end at " + Spans.local(until),
          "use an end that is yet to come, such as --for 30m");
    }
    return until;
  }

  private static Duration length(String text) throws ProblemException {
    return DurationText.parse(text)
        .orElseThrow(() -> usage("--for is '%s'".formatted(text), DurationText.RULE));
  }

  private static Instant moment(String text, Instant now) throws ProblemException {
    var zone = ZoneId.systemDefault();
    try {
      if (text.matches("[0-9]{2}:[0-9]{2}(:[0-9]{2})?")) {
        // The second of the two is another one only in the hour that comes twice.
        var today = now.atZone(zone).with(LocalTime.parse(text));
        return Stream.of(today, today.withLaterOffsetAtOverlap(), today.plusDays(1))
            .map(ZonedDateTime::toInstant)
            .filter(it -> it.isAfter(now))
            .findFirst()
            .orElseThrow();
      }
      return text.matches(".*T.*(Z|[+-][0-9:]+)")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).atZone(zone).toInstant();
    } catch (DateTimeException unreadable) {
      throw usage(
          "--until is '%s'".formatted(text),
          "write 15:30, 2026-11-20T15:30 or 2026-11-20T15:30:00Z");
    }
  }

  private static ProblemException usage(String happened, String fix) {
    return Failures.usage(happened, "nothing was changed", fix);
  }
}
