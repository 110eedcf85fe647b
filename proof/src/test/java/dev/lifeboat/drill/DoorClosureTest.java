package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DoorClosureTest {
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");
  private static final StepId DOOR = new StepId("fence-entry");

  @Test
  void a_planned_move_takes_nothing_from_clients_before_their_door_is_closed() throws Exception {
    var entries =
        List.of(
            entry(0, new Event.StepStarted(new StepId("follow-orders"))),
            entry(1, new Event.StepStarted(DOOR)),
            entry(2, new Event.StepMet(DOOR, "closed")),
            entry(3, new Event.StepStarted(new StepId("fence-orders"))));

    assertThat(DoorClosure.of(shop(), entries))
        .contains(new FaultTime(AT.plusSeconds(1), AT.plusSeconds(2)));
    assertThat(DoorClosure.of(shop(), entries.subList(0, 2))).isEmpty();
  }

  @Test
  void all_of_the_old_side_is_closed_once_its_last_fence_is_met_before_a_promotion() {
    var orders = new StepId("fence-orders");
    var entries =
        List.of(
            entry(1, new Event.StepMet(DOOR, "closed")),
            entry(2, new Event.StepMet(orders, "refused")),
            entry(3, new Event.StepMet(new StepId("restore-orders"), "there")),
            entry(
                4,
                new Event.PromotionIntended(
                    new StepId("promote-orders"), 1, "west", 2, List.of("refused"))),
            entry(5, new Event.StepMet(orders, "refused again")));

    assertThat(DoorClosure.ofAll(entries)).contains(AT.plusSeconds(2));
    assertThat(DoorClosure.ofAll(entries.subList(0, 3))).as("nobody was promoted").isEmpty();
  }

  private static Entry entry(int second, Event event) {
    return new Entry(second, AT.plusSeconds(second), "", event);
  }

  private static dev.lifeboat.plan.Workload shop() throws Exception {
    return PlanReader.OF_ANY_PROVIDER
        .read(
            "plan.yaml",
            """
            plan: p
            regions:
              east: { provider: lab, role: primary }
              west: { provider: lab, role: recovery }
            workloads:
              shop:
                objectives: { rto: 1m, rpo: 1m }
                resources:
                  web: { type: service, run: [web] }
                  entry: { type: traffic, to: web }
            """)
        .orThrow()
        .workload("shop");
  }
}
