package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.awstestbed.Allowed;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Moves;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.journal.Event;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.StepId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// On the way home users are shifted share by share. A home that does not bear its share loses its
/// users and keeps the writer.
@ExtendWith(TestBed.InTests.class)
final class WayHomeTest {
  private final TestBed bed;

  @TempDir Path folder;

  WayHomeTest(TestBed bed) {
    this.bed = bed;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tag("invariant-57")
  void a_home_that_fails_at_a_quarter_of_the_users_is_left_by_them_and_tried_again(
      boolean accelerated) throws Exception {
    var shop = new Shop(bed, Strategy.WARM_STANDBY, accelerated, folder);
    var moves = new Moves(shop, folder);
    try {
      failOver(shop, moves);
      int before = bed.gate().calls().size();
      var met = new ArrayList<String>();
      var ahead = new TreeSet<String>();

      var run =
          moves.halt(
              Mode.FAILBACK,
              "east",
              entry -> {
                if (entry.event() instanceof Event.StepMet(StepId step, var _)) {
                  met.add(step.value());
                  if (step.value().equals("shift-5-entry")) {
                    shop.targetsAtHome().deregister(Shop.AT_HOME);
                  }
                } else if (accelerated && isStart(entry.event(), "shift-5-entry")) {
                  ahead.addAll(shop.led());
                }
              },
              Code.LB4006);

      if (accelerated) {
        assertThat(ahead).as("where users are before the first share").containsExactly("west");
      }
      assertThat(met)
          .containsSubsequence("promote-orders", "shift-5-entry")
          .doesNotContain("shift-25-entry", "route-entry");
      assertThat(shop.placements().read(Shop.NAME).orElseThrow().writer()).isEqualTo("east");
      shop.assertEverybodyIsLedTo("west");

      shop.targetsAtHome().register(Shop.AT_HOME);
      shop.assertEverybodyIsLedTo("west");
      moves.goOn(run, "east");

      shop.assertEverybodyIsLedTo("east");
      assertThat(shop.tasks().bound()).as("a standby uses its own stores").contains("west");
      new Allowed(IamPolicy.of(shop.plan(), IamPolicy.Use.EXECUTE, "*"))
          .assertCovers(bed.gate().callsSince(before));
    } finally {
      shop.end();
    }
  }

  private static boolean isStart(Event event, String name) {
    return event instanceof Event.StepStarted(StepId step) && step.value().equals(name);
  }

  private void failOver(Shop shop, Moves moves) throws Exception {
    shop.create();
    shop.adopt();
    shop.guard("east");
    shop.awaitLease("east");
    shop.loseGuard("east");
    bed.gate().cut(TestBed.PRIMARY, Cut.REFUSE);
    moves.move(Mode.FAILOVER, "west");
    bed.gate().mend();
    shop.guard("west");
    shop.awaitLease("west");
    shop.guard("east");
  }
}
