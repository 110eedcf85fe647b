package dev.lifeboat.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.control.WatchOutlook;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.provider.Maintenance;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.watch.Dips;
import dev.lifeboat.watch.PastFailovers;
import dev.lifeboat.watch.WatchFolder;
import dev.lifeboat.watch.WatchRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `status` says of a watch and of what holds it.
final class WatchStatusTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");

  @TempDir private Path state;
  private WatchFolder folder = new WatchFolder(Path.of("unused"));

  @BeforeEach
  void makeFolder() throws Exception {
    folder = new WatchFolder(Files.createDirectories(state.resolve("placements")));
  }

  @Test
  void nobody_watches_and_nothing_holds() throws Exception {
    assertThat(holds().lines(NOW)).containsExactly("watch: none; no watch of it is on record");
    assertThat(holds().watch().state()).isEqualTo("none");
  }

  /// Whoever is told `none` would be told that nobody watches.
  @Test
  void where_nobody_could_look_the_watch_is_unknown() {
    var unseen = new WatchOutlook(Optional.empty(), false, "the lab is not up", List.of());

    var told = WatchStatus.of(unseen, NOW);

    assertThat(told.lines(NOW)).containsExactly("watch: unknown; the lab is not up");
    assertThat(told.watch().state()).isEqualTo("unknown");
  }

  @Test
  void a_watch_shows_its_age_and_is_unknown_once_it_stopped_telling() throws Exception {
    folder.keep(watching(NOW.minusSeconds(3), "up", Dips.none(), Optional.empty()));
    assertThat(holds().lines(NOW)).containsExactly("watch: up since 60 s ago, told 3 s ago");

    folder.keep(watching(NOW.minusSeconds(11), "up", Dips.none(), Optional.empty()));
    assertThat(holds().watch().state()).isEqualTo("unknown");
    assertThat(holds().watch().ageSeconds()).isEqualTo(11.0);
    assertThat(holds().lines(NOW).getFirst()).contains("unknown", "told 11 s ago", "was up");

    folder.keep(watching(NOW, "up", Dips.none(), Optional.of(NOW.minusSeconds(5))));
    assertThat(holds().lines(NOW)).containsExactly("watch: none; the last watch ended 5 s ago");
  }

  @Test
  void a_pause_is_shown_with_its_age_and_its_end_until_it_is_over() throws Exception {
    folder.begin(
        new Maintenance(
            "shop", "new disks", "ann", NOW.minusSeconds(60), NOW.plus(Duration.ofMinutes(25))));

    assertThat(holds().lines(NOW))
        .contains("held by maintenance since 60 s ago, for 25 min more: paused by ann: new disks");
    assertThat(holds().holds())
        .containsExactly(
            new WatchStatus.Row(
                "maintenance",
                "paused by ann: new disks",
                "2026-11-20T14:59:00Z",
                60,
                "2026-11-20T15:25:00Z",
                1500));
    assertThat(holds(NOW.plus(Duration.ofMinutes(25))).holds()).isEmpty();
  }

  @Test
  void a_flapping_primary_is_shown_and_the_dips_of_another_region_are_not_its_own()
      throws Exception {
    var dips =
        new Dips(
            List.of(NOW.minusSeconds(90), NOW.minusSeconds(60), NOW.minusSeconds(30)),
            Optional.empty());
    folder.keep(watching(NOW, "up", dips, Optional.empty()));

    assertThat(holds().holds()).extracting(WatchStatus.Row::kind).containsExactly("flapping");
    assertThat(of("west", NOW).holds()).isEmpty();
  }

  private WatchStatus holds() throws Exception {
    return holds(NOW);
  }

  private WatchStatus holds(Instant now) throws Exception {
    return of("east", now);
  }

  private WatchStatus of(String region, Instant now) throws Exception {
    var runs =
        new Runs(
            state.resolve("runs"),
            new FilePlacements(state.resolve("placements")),
            () -> now,
            new SplittableRandom(1),
            Pace.standard());
    var past = new PastFailovers(runs, "storefront");
    return WatchStatus.of(WatchOutlook.of(folder, folder, past, shop(), region, now), now);
  }

  private static Workload shop() throws Exception {
    return Kinds.read(Invocation.STOREFRONT).workload("shop");
  }

  private static WatchRecord watching(
      Instant at, String verdict, Dips dips, Optional<Instant> ended) {
    var primary = new WatchRecord.Primary("shop", "east");
    var state = new WatchRecord.State(verdict, "", NOW.minusSeconds(60));
    return new WatchRecord(primary, 42, at, state, dips, ended);
  }
}
