package dev.lifeboat.cli.watch;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.MomentText;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.plan.DurationText;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Maintenance;
import dev.lifeboat.provider.Pauses;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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

    String words(Instant now) {
      var watch = "watch of %s/%s".formatted(plan, workload);
      if (until == null) {
        return watch + " was not paused";
      }
      var moment = Instant.parse(until);
      return paused
          ? "%s is paused until %s (%s): %s, by %s"
              .formatted(
                  watch,
                  Spans.local(moment),
                  Spans.rough(Duration.between(now, moment)),
                  reason,
                  by)
          : "%s is no longer paused; %s had paused it: %s".formatted(watch, by, reason);
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
      throw usage("a pause needs an end, and one only", "add either --for 30m or --until 15:30");
    } else if (reason == null && (span != null || end != null)) {
      throw usage("--for and --until belong to --pause", "add --pause \"reason\"");
    }
    return reason != null || over;
  }

  /// Refuses an end that cannot be meant, before anybody is asked.
  ///
  /// @throws ProblemException LB1004
  void requireEnd(Instant now) throws ProblemException {
    if (reason != null) {
      var _ = until(now);
    }
  }

  /// Does what was asked for.
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
    return MomentText.parse(text)
        .orElseThrow(() ->
            usage(
                "--until is '%s'".formatted(text),
                "write 15:30, 2026-11-20T15:30 or 2026-11-20T15:30:00Z"))
        .apply(now);
  }

  private static ProblemException usage(String happened, String fix) {
    return Failures.usage(happened, "nothing was changed", fix);
  }
}
