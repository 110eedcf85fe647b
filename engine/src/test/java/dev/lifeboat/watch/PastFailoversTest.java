package dev.lifeboat.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.Runs;
import dev.lifeboat.journal.Event;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.Storefront;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PastFailoversTest {
  private static final Instant START = Instant.parse("2026-11-20T15:00:00Z");

  @TempDir private Path folder;
  private Instant now = START;
  private FilePlacements placements = new FilePlacements(Path.of("unused"));
  private Runs runs =
      new Runs(Path.of("unused"), placements, () -> now, new SplittableRandom(1), Pace.standard());

  @BeforeEach
  void place() throws Exception {
    placements = new FilePlacements(Files.createDirectories(folder.resolve("placements")));
    runs =
        new Runs(
            folder.resolve("runs"),
            placements,
            () -> now,
            new SplittableRandom(1),
            Pace.standard());
    placements.compareAndSet(Optional.empty(), Placement.first(Storefront.SHOP, "east"));
  }

  @Test
  void a_failover_of_the_watch_is_automatic_and_one_of_a_person_is_not() throws Exception {
    end(open(Storefront.plan(), Mode.FAILOVER, "watch"), true);
    end(open(Storefront.plan(), Mode.FAILOVER, "ann"), true);

    assertThat(past().read(Storefront.SHOP))
        .extracting(PastFailover::automatic)
        .containsExactly(false, true);
    assertThat(past().read(Storefront.SHOP).getLast().began()).isEqualTo(START.plusSeconds(1));
    assertThat(past().read(Storefront.SHOP).getLast().ended()).contains(START.plusSeconds(11));
  }

  @Test
  void a_failover_that_a_person_approved_is_not_automatic() throws Exception {
    var plan = Storefront.plan(Strategy.WARM_STANDBY, Trigger.APPROVAL);
    end(open(plan, Mode.FAILOVER, "watch"), true);

    assertThat(past().read(Storefront.SHOP))
        .extracting(PastFailover::automatic)
        .containsExactly(false);
  }

  @Test
  void planned_moves_drills_and_what_moved_nothing_do_not_count() throws Exception {
    end(open(Storefront.plan(), Mode.SWITCHOVER, "ann"), true);
    end(open(Storefront.plan(), Mode.FAILOVER, "watch"), false);
    var drill = open(Storefront.plan(), Mode.FAILOVER, "ann");
    Files.createFile(drill.files().canary());
    end(drill, true);

    assertThat(past().read(Storefront.SHOP)).isEmpty();
  }

  /// Else two regions whose users are out alike would be left in turns.
  @Test
  void a_planned_move_that_the_watch_began_counts_as_automatic_also_taken_back() throws Exception {
    end(open(Storefront.plan(), Mode.SWITCHOVER, "watch"), true);
    end(open(Storefront.plan(), Mode.SWITCHOVER, "watch"), false);

    assertThat(past().read(Storefront.SHOP))
        .extracting(PastFailover::automatic)
        .containsExactly(true, true);
  }

  @Test
  void one_that_is_under_way_is_read_again_until_it_is_over() throws Exception {
    var past = past();
    var open = open(Storefront.plan(), Mode.FAILOVER, "watch");

    assertThat(past.read(Storefront.SHOP))
        .extracting(PastFailover::ended)
        .containsExactly(Optional.empty());
    end(open, true);
    assertThat(past.read(Storefront.SHOP)).hasSize(1).first().matches(it -> it.ended().isPresent());
    Files.writeString(open.files().journal(), "damaged since");
    assertThat(past.read(Storefront.SHOP)).as("what is over is read once").hasSize(1);
  }

  /// A copy would count as one more failover of the day, and hold the next one back.
  @Test
  void what_was_copied_beside_the_runs_is_none_of_them_and_stops_no_watch() throws Exception {
    var run = open(Storefront.plan(), Mode.FAILOVER, "watch");
    end(run, true);
    for (var name :
        List.of("lost+found", run.state().run() + ".bak", run.state().run() + "-copy")) {
      var copied = Files.createDirectory(run.files().folder().resolveSibling(name));
      Files.copy(run.files().journal(), copied.resolve("journal.jsonl"));
    }

    assertThat(past().read(Storefront.SHOP))
        .extracting(PastFailover::run)
        .containsExactly(run.state().run().value());
  }

  @Test
  void a_damaged_journal_is_named_and_holds_nothing_back() throws Exception {
    end(open(Storefront.plan(), Mode.FAILOVER, "watch"), true);
    var damaged = open(Storefront.plan(), Mode.FAILOVER, "watch");
    end(damaged, true);
    var lines = Files.readAllLines(damaged.files().journal());
    lines.set(1, lines.get(1).replace('a', 'b'));
    Files.write(damaged.files().journal(), lines);
    var past = past();

    assertThat(past.read(Storefront.SHOP)).hasSize(1);
    assertThat(past.read(Storefront.SHOP)).hasSize(1);
    assertThat(past.unreadable()).hasSize(1);
    assertThat(past.unreadable().getFirst()).contains(damaged.files().journal().toString());
  }

  private PastFailovers past() {
    return new PastFailovers(runs, "storefront");
  }

  private Runs.OpenRun open(Plan plan, Mode mode, String by) throws Exception {
    now = now.plusSeconds(1);
    var runbook = Storefront.runbook(plan, mode, "east");
    return runs.open(
        new Runs.Request(
            runs.reserve().run(), new byte[0], Storefront.PLAN_SHA_256, runbook, by, "a test"));
  }

  private void end(Runs.OpenRun open, boolean promoted) throws Exception {
    now = now.plusSeconds(10);
    var journal = open.journal();
    if (promoted) {
      journal.append(journal.nextSequence(), upToThePromotion(open.state().runbook()), now);
    }
    var outcome = promoted ? Event.Outcome.DONE : Event.Outcome.DECLINED;
    journal.append(journal.nextSequence(), List.of(new Event.RunEnded(outcome, "")), now);
    journal.close();
    runs.release(runs.read(open.state().run()));
  }

  private static List<Event> upToThePromotion(Runbook runbook) {
    var events = new ArrayList<Event>();
    for (var step : runbook.steps()) {
      events.add(new Event.StepStarted(step.id()));
      if (step instanceof Step.Reach reach && reach.goal() instanceof Goal.Promoted) {
        events.add(new Event.PromotionIntended(step.id(), 1, "west", 2, List.of("refused")));
        return events;
      }
      events.add(new Event.StepMet(step.id(), "so it is"));
    }
    throw new AssertionError("a failover promotes");
  }
}
