package dev.lifeboat.cli.assess;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.cli.terminal.UnknownAnswerException;
import dev.lifeboat.control.DrillSchedule;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.history.DrillCalendar;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Which drills are due? Reads runs, asks nobody and changes nothing.
@Command(
    name = "drills",
    description = "Tell which drills are due or overdue, by kind and by tier.",
    footer = {
      "",
      "As 'drills' of the plan and of its tiers says, in 'maintenance'. Else each month",
      "a tabletop and a component, each quarter a recovery beside the primary, and the",
      "whole region by its RTO: 15m monthly, 1h quarterly, else twice a year.",
      "Exit codes: 0 none is overdue, 1 the runs cannot be listed, 2 bad usage, 3 some",
      "drill is overdue, or a run cannot be read.",
      "Example: lifeboat drills lifeboat.yaml --ical >drills.ics"
    })
public final class DrillsCommand extends PlanCommand {
  @Option(names = "--ical", description = "Print the days for a calendar: iCalendar, RFC 5545.")
  private boolean ical;

  @Option(names = "--at", paramLabel = "TIME", description = "As of when (default: now).")
  private @Nullable String at;

  /// The whole answer.
  ///
  /// @param at as of when, RFC 3339 in UTC
  /// @param state the folder that was read, in full; it need not be there
  record CalendarDocument(
      String schema, String plan, String at, List<CalendarRow> drills, String state) {}

  /// One kind of drill of one workload.
  ///
  /// @param by whose calendar says so: `kind`, `rto`, or `tier` and its name
  /// @param last when it was held last and passed; null if never
  /// @param next its day, by UTC
  /// @param from begin of the window of maintenance; left out where there is none
  /// @param until its end; left out with it
  /// @param hold how to hold it
  record CalendarRow(
      String workload,
      String kind,
      String state,
      BigDecimal everyDays,
      String by,
      @Nullable String last,
      String next,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String from,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String until,
      String hold) {
    /// @param plan its path, as it can be typed
    static CalendarRow of(String plan, String workload, DrillCalendar.Row row) {
      return new CalendarRow(
          workload,
          row.kind().word(),
          row.state().word(),
          days(row.turn().every()),
          row.turn().by(),
          row.last().map(Instant::toString).orElse(null),
          LocalDate.ofInstant(row.next(), ZoneOffset.UTC).toString(),
          row.window().map(it -> it.begin().toString()).orElse(null),
          row.window().map(it -> it.end().toString()).orElse(null),
          "lifeboat drill %s --workload %s %s".formatted(plan, workload, row.options()));
    }

    private static BigDecimal days(Duration every) {
      var days =
          BigDecimal.valueOf(every.toSeconds())
              .divide(BigDecimal.valueOf(86_400), 1, RoundingMode.HALF_UP);
      return every.equals(Duration.ofDays(every.toDays())) ? days.setScale(0) : days;
    }

    String line() {
      return "%-8s %-9s %-20s every %3s days by %s, last %s, next %s"
          .formatted(
              state,
              kind,
              workload,
              everyDays,
              by,
              last == null ? "never" : last.substring(0, 10),
              from == null ? next : from);
    }
  }

  @Override
  protected StateFolder.Use uses() {
    return StateFolder.Use.READS;
  }

  @Override
  protected int call(PlanFile file) throws ProblemException {
    var now = AssessMoment.of(at, Terminal.now());
    var calendars = calendars(file, now);
    var rows =
        calendars.entrySet().stream()
            .flatMap(it ->
                it.getValue().rows().stream()
                    .map(row -> CalendarRow.of(file.typed(), it.getKey(), row)))
            .toList();
    if (ical) {
      terminal().print(new CalendarFile(file.plan().name(), now).of(rows));
    } else {
      tell(
          new CalendarDocument(
              "lifeboat.drill-calendar/v1",
              file.plan().name(),
              now.toString(),
              rows,
              options.state.toString()),
          Stream.concat(
                  rows.stream().flatMap(row -> lines(row).stream()),
                  Stream.of(StateFolder.told(options.state.toString(), now)))
              .toList());
    }
    return isOverdue(calendars) ? ExitCode.NOT_READY : 0;
  }

  private Map<String, DrillCalendar> calendars(PlanFile file, Instant now) throws ProblemException {
    try {
      return new DrillSchedule(file, Kinds.of(file.plan()), options.state).at(now);
    } catch (ProblemException unread) {
      throw unread.problem().code() == Code.LB4009 ? new UnknownAnswerException(unread) : unread;
    }
  }

  private static List<String> lines(CalendarRow row) {
    return row.state().equals(DrillCalendar.State.LATER.word())
        ? List.of(row.line())
        : List.of(row.line(), "         do  " + row.hold());
  }

  private static boolean isOverdue(Map<String, DrillCalendar> calendars) {
    return calendars.values().stream().anyMatch(DrillCalendar::isOverdue);
  }
}
