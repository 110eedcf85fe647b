package dev.lifeboat.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.lab.check.KeptInventory;
import dev.lifeboat.lab.check.KeptInventory.Kept;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeptTableTest {
  /// Every other time on the screen is local too.
  @Test
  void times_are_those_of_the_place() {
    var since = "2026-11-20T08:00:00Z";
    var local = Spans.local(Instant.parse(since));
    var known = new Kept("east/orders.kept-4", "orders", 4, since, 1, "it diverged");
    var unknown = new Kept("west/orders.kept-5", "orders", 5, null, 1, "it diverged");

    assertThat(KeptTable.lines(new KeptInventory(List.of(known, unknown), List.of())))
        .satisfiesExactly(
            all -> assertThat(all).isEqualTo("2 kept, 1 MiB"),
            one -> assertThat(one).contains("since %s, under".formatted(local)),
            other -> assertThat(other).contains("since a time that is not known, under"));
  }
}
