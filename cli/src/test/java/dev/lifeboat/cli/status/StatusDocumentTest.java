package dev.lifeboat.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.status.StatusCommand.StatusDocument;
import dev.lifeboat.cli.terminal.Spans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a person reads first of many workloads.
final class StatusDocumentTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");

  @Test
  void trouble_comes_first_and_what_holds_for_all_is_told_once() {
    var lines =
        document(
                row("carts", "ready"),
                row("shop", "unproven", "no drill passed"),
                row("mail", "unknown", "west is silent"),
                row("bank", "not-ready", "the copy is 40 s behind"))
            .lines(NOW);

    var workloads = lines.stream().filter(it -> it.matches("  \\w.*"));
    assertThat(workloads.map(it -> it.strip().split(" ")[0]))
        .containsExactly("bank", "mail", "shop", "carts", "all");
    assertThat(lines.getFirst()).isEqualTo("mall  NOT-READY");
    assertThat(lines)
        .containsSubsequence(
            "      the copy is 40 s behind", "      west is silent", "      no drill passed")
        .containsOnlyOnce("      watch: none; no watch of it is on record")
        .containsOnlyOnce("      copies: not known; nobody looked")
        .containsOnlyOnce(
            "      backup: orders in vault offsite up to 3 min ago (%1$s), by a base of 2 h ago (%2$s),"
                    .formatted(local(180), local(7200))
                + " restored to try it 3 min ago (%s)".formatted(local(180)));
  }

  private static String local(long secondsAgo) {
    return Spans.local(NOW.minusSeconds(secondsAgo));
  }

  @Test
  void a_cause_of_many_is_told_once_with_their_names() {
    var rows = new ArrayList<StatusRow>();
    for (int i = 1; i <= 99; i++) {
      rows.add(row("shop-" + i, "not-ready", "west is silent"));
    }
    rows.add(row("bank", "ready"));

    assertThat(document(rows.toArray(StatusRow[]::new)).lines(NOW))
        .containsOnlyOnce("      west is silent")
        .containsSubsequence("  all 100 workloads but bank", "      west is silent");
    assertThat(
            document(
                    row("shop", "not-ready", "the lab is not up"),
                    row("mail", "not-ready", "the lab is not up"),
                    row("bank", "ready"))
                .lines(NOW))
        .containsSubsequence("  shop, mail", "      the lab is not up");
  }

  @Test
  void what_holds_for_the_only_workload_stands_below_it() {
    var lines = document(row("shop", "unproven", "no drill passed", "no drill passed")).lines(NOW);

    assertThat(lines.getFirst()).startsWith("mall  UNPROVEN  in east, never drilled");
    assertThat(lines).noneMatch(it -> it.startsWith("  all "));
    assertThat(lines.getLast())
        .startsWith("as of ")
        .endsWith("; no state folder was found: /shop/.lifeboat is not there");
  }

  private static StatusDocument document(StatusRow... rows) {
    return new StatusDocument(
        "lifeboat.status/v1",
        "mall",
        rows[rows.length - 1].readiness(),
        NOW.toString(),
        List.of(rows),
        "/shop/.lifeboat");
  }

  private static StatusRow row(String workload, String readiness, String... why) {
    return new StatusRow(
        workload,
        readiness,
        "east",
        null,
        null,
        60,
        5,
        null,
        true,
        new WatchStatus.Watch("none", "no watch of it is on record", null, null, null, 0),
        List.of(),
        List.of(),
        new ReplicaLagRow(null, null, null, null, "nobody looked"),
        List.of(
            new BackupAgeRow(
                "orders",
                "offsite",
                NOW.minusSeconds(7200),
                7200.0,
                NOW.minusSeconds(180),
                180.0,
                NOW.minusSeconds(180),
                null)),
        List.of(),
        List.of(why));
  }
}
