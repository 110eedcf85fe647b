package dev.lifeboat.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.history.DrillCalendar.Past;
import dev.lifeboat.history.DrillCalendar.State;
import dev.lifeboat.plan.DrillRhythm.Kind;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.Storefront;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrillCalendarTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  /// An RTO of 15 min: the whole region each month.
  private static final Workload SHOP = Storefront.plan().workload(Storefront.SHOP);

  private static final HoldableDrills ALL =
      new HoldableDrills(
          Stream.of(Kind.values()).collect(Collectors.toMap(kind -> kind, Kind::word)));

  @Test
  void what_cannot_be_held_has_no_day() {
    var drills = new HoldableDrills(Map.of(Kind.FULL, "--scenario region-loss"));

    assertThat(DrillCalendar.of(SHOP, drills, List.of(), NOW).rows())
        .singleElement()
        .satisfies(row -> {
          assertThat(row.kind()).isEqualTo(Kind.FULL);
          assertThat(row.options()).isEqualTo("--scenario region-loss");
        });
  }

  @Test
  void what_was_never_held_is_overdue_today() {
    var rows = DrillCalendar.of(SHOP, ALL, List.of(), NOW).rows();

    assertThat(rows).extracting(DrillCalendar.Row::kind).containsExactly(Kind.values());
    assertThat(rows)
        .allSatisfy(row -> {
          assertThat(row.state()).isEqualTo(State.OVERDUE);
          assertThat(row.next()).isEqualTo(NOW);
        });
  }

  @ParameterizedTest
  @CsvSource({"31, OVERDUE", "30, DUE", "23, DUE", "22, LATER", "0, LATER"})
  void a_month_passes(int daysAgo, State state) {
    assertThat(row(Kind.FULL, new Past(DrillType.of("region-loss"), false, ago(daysAgo))).state())
        .isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "region-loss, false, FULL",
    "service-loss, false, COMPONENT",
    "front-door-loss, false, COMPONENT",
    "zone-loss, false, COMPONENT",
    "database-loss, false, COMPONENT",
    "bucket-loss, false, COMPONENT",
    "isolated, false, ISOLATED",
    "region-loss, true, TABLETOP"
  })
  void each_drill_counts_for_its_own_kind_alone(String scenario, boolean tabletop, Kind kind) {
    var past = new Past(DrillType.of(scenario), tabletop, ago(1));

    for (var each : Kind.values()) {
      assertThat(row(each, past).last().isPresent()).as(each.word()).isEqualTo(each == kind);
    }
  }

  /// A calendar of parts asks for a part that broke.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "share",
        "",
        "region-hang",
        "region-silent",
        "controller-partition",
        "replication-stall",
        "flapping",
        "switchover",
        "double-fault",
        "controller-crash",
        "data-corruption",
        "ransomware",
        "of-a-later-release"
      })
  void what_breaks_no_part_and_loses_no_region_alone_counts_for_none(String scenario) {
    for (var each : Kind.values()) {
      assertThat(row(each, new Past(DrillType.of(scenario), false, ago(1))).last())
          .as(each.word())
          .isEmpty();
    }
  }

  @Test
  void the_newest_counts_and_what_is_not_yet_does_not() {
    var row =
        row(
            Kind.FULL,
            new Past(DrillType.of("region-loss"), false, ago(40)),
            new Past(DrillType.of("region-loss"), false, ago(10)),
            new Past(DrillType.of("region-loss"), false, ago(-1)));

    assertThat(row.last()).hasValue(ago(10));
    assertThat(row.next()).isEqualTo(ago(-20));
  }

  private static DrillCalendar.Row row(Kind kind, Past... past) {
    return DrillCalendar.of(SHOP, ALL, List.of(past), NOW).rows().get(kind.ordinal());
  }

  private static Instant ago(int days) {
    return NOW.minus(Duration.ofDays(days));
  }
}
