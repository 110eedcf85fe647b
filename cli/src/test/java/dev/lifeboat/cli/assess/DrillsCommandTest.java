package dev.lifeboat.cli.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.cli.assess.DrillsCommand.CalendarRow;
import dev.lifeboat.control.PastRuns;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillsCommandTest {
  private static final String AT = "2026-11-26T12:00:00Z";

  @TempDir private Path folder;

  @Test
  void a_drill_that_passed_moves_its_day_and_one_that_missed_does_not() throws Exception {
    new PastRuns(folder).drill("20261119-080000-aaaa", "passed");
    new PastRuns(folder).drill("20261125-080000-bbbb", "missed");

    var told = drills("--json");
    assertThat(told.exitCode()).as("no tabletop was held").isEqualTo(3);
    var full = told.json().at("/drills/3");
    assertThat(full.path("kind").asString()).isEqualTo("full");
    assertThat(full.path("state").asString()).isEqualTo("later");
    assertThat(full.path("last").asString()).startsWith("2026-11-19T");
    assertThat(full.path("next").asString()).isEqualTo("2026-12-19");
    assertThat(drills().out()).contains("overdue  tabletop  shop", "last never, next 2026-11-26");
    assertThat(drills().out().lines().toList().getLast())
        .startsWith("as of ")
        .endsWith(", by the state folder " + folder);
  }

  @Test
  void a_run_that_cannot_be_read_is_no_drill_that_never_was() throws Exception {
    var run = "20261119-080000-aaaa";
    new PastRuns(folder).drill(run, "passed");
    Files.writeString(folder.resolve("runs").resolve(run).resolve("result.json"), "{");

    assertThat(drills().exitCode()).as("as 'runs' and 'status' have it").isEqualTo(3);
    assertThat(drills().err()).contains("LB4009", "which drills were held is not known");
    assertThat(drills("--json").json().path("exitCode").asInt()).isEqualTo(3);
  }

  @Test
  void a_calendar_gets_an_event_for_each() {
    var told = drills("--ical").out();

    assertThat(told)
        .startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
        .endsWith("END:VCALENDAR\r\n")
        .contains("UID:storefront.shop.full@lifeboat\r\n", "DTSTART;VALUE=DATE:20261126\r\n");
    assertThat(told).isEqualTo(drills("--ical").out());
    assertThat(told.split("BEGIN:VEVENT", -1)).hasSize(5);
  }

  /// Goal: what is told to be held is not refused.
  @Test
  void a_plan_on_aws_gets_only_what_can_be_held_there() throws Exception {
    var example = Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml");
    var named =
        Files.writeString(
            folder.resolve("a plan.yaml"),
            Files.readString(example)
                .replace("experiments: { ", "experiments: { database-loss: EXT1, "));

    assertThat(held(example))
        .containsExactly("--tabletop --scenario region-loss", "--scenario region-loss");
    assertThat(held(named))
        .containsExactly(
            "--tabletop --scenario region-loss",
            "--scenario database-loss",
            "--scenario region-loss");
  }

  /// Without a service the first part that there is.
  @Test
  void a_component_is_one_that_the_workload_has() throws Exception {
    var plan =
        Files.writeString(
            folder.resolve("plan.yaml"),
            """
            plan: p
            regions: { a: {}, b: {} }
            workloads: { shop: { objectives: { rto: 1h, rpo: 0 }, resources: { d: { type: database } } } }
            """);

    assertThat(held(plan)).contains("--scenario database-loss", "--isolated");
  }

  private List<String> held(Path plan) {
    var typed = plan.toString().contains(" ") ? '"' + plan.toString() + '"' : plan.toString();
    return Invocation.of("drills", plan, "--at", AT, "--state", folder, "--json")
        .json()
        .path("drills")
        .valueStream()
        .map(row -> {
          var hold = row.path("hold").asString();
          var begin =
              "lifeboat drill %s --workload %s ".formatted(typed, row.path("workload").asString());
          assertThat(hold).startsWith(begin);
          return hold.substring(begin.length());
        })
        .toList();
  }

  /// RFC 5545, sections 3.1 and 3.3.11.
  @Test
  void a_long_line_is_folded_and_signs_are_escaped() {
    var row =
        new CalendarRow(
            "shop",
            "full",
            "due",
            BigDecimal.valueOf(30),
            "rto",
            null,
            "2026-12-01",
            null,
            null,
            "é".repeat(60) + "; a, b \\ c");
    var file = new CalendarFile("p", Instant.parse(AT)).of(List.of(row));

    assertThat(file.split("\r\n"))
        .allSatisfy(line ->
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
    assertThat(file.replace("\r\n ", "")).contains("é".repeat(60) + "\\; a\\, b \\\\ c");
  }

  @Test
  void a_rhythm_of_hours_is_told_as_part_of_a_day() throws Exception {
    var plan =
        Files.writeString(
            folder.resolve("plan.yaml"),
            Files.readString(Invocation.STOREFRONT).concat("\ndrills: { full: 36h }\n"));

    assertThat(Invocation.of("drills", plan, "--at", AT, "--state", folder).out())
        .contains("every 1.5 days by kind");
  }

  /// Saturday is the day after the one that is due.
  @Test
  void a_drill_is_placed_in_maintenance_and_says_whose_calendar_asks_for_it() throws Exception {
    var plan =
        Files.writeString(
            folder.resolve("plan.yaml"),
            Files.readString(Invocation.STOREFRONT)
                .replace(
                    "    owner: ", "    maintenance: sat 02:00-05:00 Europe/Berlin\n    owner: ")
                .concat("\ndrills: { full: 8d }\n"));
    new PastRuns(folder).drill("20261119-080000-aaaa", "passed");

    var told =
        Invocation.of("drills", plan, "--at", AT, "--state", folder, "--json")
            .json()
            .at("/drills/3");
    assertThat(told.path("by").asString()).isEqualTo("kind");
    assertThat(told.path("everyDays").asInt()).isEqualTo(8);
    assertThat(told.path("state").asString()).isEqualTo("due");
    assertThat(told.path("from").asString()).isEqualTo("2026-11-28T01:00:00Z");
    assertThat(Invocation.of("drills", plan, "--at", AT, "--state", folder, "--ical").out())
        .contains("DTSTART:20261128T010000Z\r\nDTEND:20261128T040000Z\r\n")
        .doesNotContain("VALUE=DATE");
    assertThat(Invocation.of("drills", plan, "--at", AT, "--state", folder).out())
        .contains("every   8 days by kind, last 2026-11-19, next 2026-11-28T01:00:00Z");
  }

  private Invocation drills(Object... more) {
    var words = new java.util.ArrayList<Object>();
    words.addAll(List.of("drills", Invocation.STOREFRONT, "--at", AT, "--state", folder));
    words.addAll(List.of(more));
    return Invocation.of(words.toArray());
  }
}
