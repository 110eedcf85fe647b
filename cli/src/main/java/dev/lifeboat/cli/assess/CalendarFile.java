package dev.lifeboat.cli.assess;

import dev.lifeboat.cli.assess.DrillsCommand.CalendarRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// Days of drills as iCalendar has them (RFC 5545): one event for each, of a whole day or of the
/// window of maintenance. An event keeps its identity, so that a later import moves it.
///
/// @param now when it is made
record CalendarFile(String plan, Instant now) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /// Octets of a line, its end left out: section 3.1.
  private static final int LONGEST = 75;

  String of(List<CalendarRow> rows) {
    var lines = new ArrayList<String>();
    lines.addAll(List.of("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//lifeboat//drills//EN"));
    for (var row : rows) {
      lines.add("BEGIN:VEVENT");
      // No name has a dot, so that no two of them run into one.
      lines.add("UID:%s.%s.%s@lifeboat".formatted(plan, row.workload(), row.kind()));
      lines.add("DTSTAMP:" + STAMP.format(now));
      if (row.from() == null || row.until() == null) {
        lines.add("DTSTART;VALUE=DATE:" + row.next().replace("-", ""));
      } else {
        lines.add("DTSTART:" + STAMP.format(Instant.parse(row.from())));
        lines.add("DTEND:" + STAMP.format(Instant.parse(row.until())));
      }
      lines.add("SUMMARY:" + text("Drill of %s: %s".formatted(row.workload(), row.kind())));
      lines.add("DESCRIPTION:" + text(row.hold()));
      lines.add("END:VEVENT");
    }
    lines.add("END:VCALENDAR");
    var file = new StringBuilder();
    lines.forEach(line -> fold(line, file));
    return file.toString();
  }

  private static String text(String value) {
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n");
  }

  /// A longer line goes on in the next one, behind a blank; no character is cut in two.
  private static void fold(String line, StringBuilder file) {
    int octets = 0;
    for (int i = 0; i < line.length(); i = line.offsetByCodePoints(i, 1)) {
      var one = line.substring(i, line.offsetByCodePoints(i, 1));
      int more = one.getBytes(StandardCharsets.UTF_8).length;
      if (octets + more > LONGEST) {
        file.append("\r\n ");
        octets = 1;
      }
      file.append(one);
      octets += more;
    }
    file.append("\r\n");
  }
}
