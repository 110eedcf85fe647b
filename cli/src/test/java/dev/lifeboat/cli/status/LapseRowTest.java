package dev.lifeboat.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.watch.Lapse;
import dev.lifeboat.watch.Lapses;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LapseRowTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");

  @Test
  void a_lapse_that_goes_on_is_shown_with_its_age() throws Exception {
    var rows = rows(ended(NOW.minusSeconds(90)), open(NOW.minusSeconds(20)));

    assertThat(rows)
        .containsExactly(
            new LapseRow("orders", "east", "2026-11-20T14:59:40Z", 20, null, "not connected"));
    assertThat(rows.getFirst().line(NOW))
        .isEqualTo(
            "lapsed: orders in east takes writes without its replica since 20 s ago:"
                + " not connected");
  }

  @Test
  void the_newest_one_that_ended_is_shown_with_its_length_and_its_age() throws Exception {
    var rows = rows(ended(NOW.minusSeconds(900)), ended(NOW.minusSeconds(90)));

    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().line(NOW))
        .isEqualTo("synchronous: orders was without its replica for 30 s, until 60 s ago");
  }

  @Test
  void a_database_that_never_lapsed_has_nothing_to_show() throws Exception {
    assertThat(rows()).isEmpty();
  }

  private static List<LapseRow> rows(Lapse... lapses) throws Exception {
    var shop = Kinds.read(Invocation.STOREFRONT).workload("shop");
    return new Lapses(shop, List.of(lapses))
        .latest().stream().map(it -> LapseRow.of(it, NOW)).toList();
  }

  private static Lapse open(Instant begin) {
    return new Lapse("orders", "east", begin, Optional.empty(), "not connected");
  }

  private static Lapse ended(Instant begin) {
    return new Lapse("orders", "east", begin, Optional.of(begin.plusSeconds(30)), "not connected");
  }
}
