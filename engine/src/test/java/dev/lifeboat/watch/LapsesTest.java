package dev.lifeboat.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.PlanParts;
import dev.lifeboat.plan.Replication;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Routine;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Storefront;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LapsesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
  private static final LapseNotice AWAY = new LapseNotice("east", true, "it is not connected");
  private static final LapseNotice BACK = new LapseNotice("east", false, "");

  @TempDir private Path path;

  @Test
  @Tag("invariant-31")
  void while_a_database_has_lapsed_nothing_is_failed_over_by_itself_without_loss()
      throws Exception {
    var folder = new LapseFolder(path);
    folder.keep("orders", AWAY, NOW.minusSeconds(20));

    var refused = lapses(Duration.ZERO).refusal(NOW).orElseThrow();

    assertThat(refused.code()).isEqualTo(Code.LB3006);
    assertThat(refused.code().exitCode()).isEqualTo(4);
    assertThat(refused.happened()).contains("orders", "east", "20 s", "not connected");
    assertThat(refused.action()).contains("lifeboat failover");
    folder.keep("orders", BACK, NOW);
    assertThat(lapses(Duration.ZERO).refusal(NOW)).isEmpty();
  }

  @Test
  void a_plan_that_allows_a_loss_is_moved_and_measured() throws Exception {
    new LapseFolder(path).keep("orders", AWAY, NOW);

    assertThat(lapses(Duration.ofMinutes(5)).refusal(NOW)).isEmpty();
    assertThat(lapses(Duration.ofMinutes(5)).open()).hasSize(1);
  }

  @Test
  void databases_of_another_kind_never_lapse() throws Exception {
    Files.writeString(path.resolve("orders.lapses.json"), "damaged");

    assertThat(Lapses.of(workload(Duration.ZERO, Replication.SYNCHRONOUS), new LapseFolder(path)))
        .matches(it -> it.all().isEmpty());
  }

  @Test
  void lapses_that_cannot_be_read_are_never_taken_for_none() throws Exception {
    Files.writeString(path.resolve("orders.lapses.json"), "[{\"database\":");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> lapses(Duration.ZERO))
        .matches(told -> told.problem().code() == Code.LB4001);
  }

  @Test
  void a_notice_may_be_repeated_and_an_end_ends_those_of_earlier_writers_too() throws Exception {
    var folder = new LapseFolder(path);
    folder.keep("orders", BACK, NOW);
    assertThat(folder.read("orders")).isEmpty();

    folder.keep("orders", AWAY, NOW);
    folder.keep("orders", AWAY, NOW.plusSeconds(1));
    folder.keep("orders", new LapseNotice("west", true, "none yet"), NOW.plusSeconds(2));
    assertThat(folder.read("orders"))
        .extracting(Lapse::begin)
        .containsExactly(NOW, NOW.plusSeconds(2));

    folder.keep("orders", new LapseNotice("west", false, ""), NOW.plusSeconds(3));
    folder.keep("orders", new LapseNotice("west", false, ""), NOW.plusSeconds(4));
    assertThat(folder.read("orders"))
        .extracting(Lapse::end)
        .containsExactly(Optional.of(NOW.plusSeconds(3)), Optional.of(NOW.plusSeconds(3)));
  }

  @Test
  void the_newest_hundred_are_kept() throws Exception {
    var folder = new LapseFolder(path);
    for (int i = 0; i < 120; i++) {
      folder.keep("orders", AWAY, NOW.plusSeconds(2L * i));
      folder.keep("orders", BACK, NOW.plusSeconds(2L * i + 1));
    }

    assertThat(folder.read("orders")).hasSize(100);
    assertThat(folder.read("orders").getLast().begin()).isEqualTo(NOW.plusSeconds(238));
  }

  private Lapses lapses(Duration rpo) throws ProblemException {
    return Lapses.of(workload(rpo, Replication.SYNCHRONOUS_WHILE_CONNECTED), new LapseFolder(path));
  }

  private static Workload workload(Duration rpo, Replication replication) {
    Map<String, Resource> orders = Map.of("orders", PlanParts.database("orders", replication));
    var shop = Storefront.workload(Strategy.WARM_STANDBY, Trigger.AUTOMATIC, orders);
    return new Workload(
        shop.name(),
        shop.owner(),
        shop.criticality(),
        PlanParts.objectives(shop.objectives().rto(), rpo),
        shop.impact(),
        shop.needs(),
        shop.strategy(),
        shop.resources(),
        shop.verify(),
        shop.failover(),
        shop.failback(),
        shop.backup(),
        Routine.NONE);
  }
}
