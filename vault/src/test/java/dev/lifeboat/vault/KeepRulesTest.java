package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lifeboat.vault.KeepRules.Span;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeepRulesTest {
  private static Snapshot at(String time, String source) {
    return new Snapshot(
        time, Instant.parse(time), Instant.parse(time), VaultPath.of(source), totals());
  }

  private static Snapshot.Totals totals() {
    return new Snapshot.Totals(0, 0, 0, 0);
  }

  /// Of those, which are kept, oldest first.
  private static List<String> kept(Map<Span, Integer> rules, String... times) {
    var snapshots = Arrays.stream(times).map(it -> at(it, "host:/a")).toList();
    var newestFirst = new java.util.ArrayList<>(snapshots);
    Collections.reverse(newestFirst);
    var gone = new KeepRules(rules).superfluous(newestFirst, Instant.MAX, Set.of());
    return snapshots.stream().filter(it -> !gone.contains(it)).map(Snapshot::id).toList();
  }

  @Test
  void the_newest_of_each_day_stays() {
    assertThat(
            kept(
                Map.of(Span.DAILY, 2),
                "2026-11-20T01:00:00Z",
                "2026-11-21T01:00:00Z",
                "2026-11-21T23:00:00Z",
                "2026-11-25T01:00:00Z"))
        .containsExactly("2026-11-21T23:00:00Z", "2026-11-25T01:00:00Z");
  }

  @Test
  void grandfathers_fathers_and_sons_stay_together() {
    assertThat(
            kept(
                Map.of(Span.DAILY, 2, Span.WEEKLY, 2, Span.MONTHLY, 2, Span.YEARLY, 2),
                "2025-12-31T01:00:00Z",
                "2026-10-31T01:00:00Z",
                // A Sunday and the Monday after it.
                "2026-11-22T01:00:00Z",
                "2026-11-23T01:00:00Z",
                "2026-11-24T01:00:00Z",
                "2026-11-25T01:00:00Z"))
        .containsExactly(
            "2025-12-31T01:00:00Z",
            "2026-10-31T01:00:00Z",
            "2026-11-22T01:00:00Z",
            "2026-11-24T01:00:00Z",
            "2026-11-25T01:00:00Z");
  }

  @Test
  void a_week_may_begin_in_another_year() {
    assertThat(
            kept(
                Map.of(Span.WEEKLY, 1),
                "2025-12-28T01:00:00Z",
                "2025-12-29T01:00:00Z",
                "2026-01-01T01:00:00Z"))
        .containsExactly("2026-01-01T01:00:00Z");
  }

  @Test
  void each_source_keeps_its_own() {
    var a = at("2026-11-20T01:00:00Z", "host:/a");
    var b = at("2026-11-21T01:00:00Z", "host:/b");

    assertThat(
            new KeepRules(Map.of(Span.LAST, 1)).superfluous(List.of(b, a), Instant.MAX, Set.of()))
        .isEmpty();
  }

  /// They may be of several machines.
  @Test
  void what_names_no_machine_stays_and_is_not_counted() {
    var old = at("2026-11-20T01:00:00Z", "/a");
    var older = at("2026-11-19T01:00:00Z", "/a");
    var named = at("2026-11-18T01:00:00Z", "host:/a");

    assertThat(
            new KeepRules(Map.of(Span.LAST, 1))
                .superfluous(List.of(old, older, named), Instant.MAX, Set.of()))
        .isEmpty();
  }

  @Test
  void nothing_may_be_kept_zero_times() {
    assertThatIllegalArgumentException().isThrownBy(() -> new KeepRules(Map.of(Span.DAILY, 0)));
  }

  /// Positions count in the largest files that a server's log can have.
  private static String path(String of, long from, long to) {
    return "h:postgresql/%s/00000001/%016x-%016x".formatted(of, from << 30, to << 30);
  }

  /// A base is counted with the others of its server, whatever its log; of the log stays what the
  /// oldest base needs that stays.
  @Test
  void the_log_stays_that_a_base_needs() {
    var needed = at("2026-11-21T02:00:00Z", path("7/log", 3, 5));
    var snapshots =
        List.of(
            at("2026-11-22T01:00:00Z", path("7/base", 9, 10)),
            needed,
            at("2026-11-21T01:00:00Z", path("7/base", 4, 6)),
            at("2026-11-20T02:00:00Z", path("7/log", 1, 3)),
            at("2026-11-20T01:00:00Z", path("7/base", 2, 3)),
            at("2026-11-19T01:00:00Z", path("8/log", 1, 2)));

    assertThat(new KeepRules(Map.of(Span.DAILY, 2)).superfluous(snapshots, Instant.MAX, Set.of()))
        .extracting(Snapshot::id)
        .containsExactly("2026-11-20T02:00:00Z", "2026-11-20T01:00:00Z");
    assertThat(new KeepRules(Map.of(Span.LAST, 1)).superfluous(snapshots, Instant.MAX, Set.of()))
        .contains(needed);
    var held = Set.of("2026-11-20T01:00:00Z");
    assertThat(new KeepRules(Map.of(Span.DAILY, 2)).superfluous(snapshots, Instant.MAX, held))
        .as("the log of a base that is on hold")
        .extracting(Snapshot::id)
        .containsExactlyElementsOf(held);
  }
}
