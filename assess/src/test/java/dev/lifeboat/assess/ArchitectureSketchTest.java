package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What stands of one workload, drawn under each strategy.
class ArchitectureSketchTest {
  @Test
  void the_four_are_drawn_of_the_plans_own_resources() {
    var plan =
        AssessedPlans.plan(
            """
            shop:
              objectives: { rto: 1h, rpo: 15m }
              resources:
                orders: { type: database, replication: synchronous }
                images: { type: bucket }
                web: { type: service, run: [serve], instances: { serving: 4, standby: 1 } }
                entry: { type: traffic, to: web }
            """);

    assertThat(String.join("\n", ArchitectureSketch.all(plan.workload("shop"), plan.pair())) + "\n")
        .isEqualTo(
            """
            backup-and-restore
                      east                                west
              orders  takes writes   -- now and then -->  backups, restored once the region is lost
              images  takes objects  -- now and then -->  copy
              web     4 serving                           built once the region is lost
              entry   leads users                         built once the region is lost
            pilot-light
                      east                           west
              orders  takes writes   -- at once -->  replica, promoted once the region is lost
              images  takes objects  -- later -->    copy
              web     4 serving                      none; 4 started once the region is lost
              entry   leads users                    ready
            warm-standby
                      east                           west
              orders  takes writes   -- at once -->  replica, promoted once the region is lost
              images  takes objects  -- later -->    copy
              web     4 serving                      1 on standby; 4 once the region is lost
              entry   leads users                    ready
            active-active
                      east                              west
              orders  takes writes   <-- both ways -->  takes writes
              images  takes objects  <-- both ways -->  takes objects
              web     4 serving                         4 serving
              entry   leads users                       leads users
            """);
  }
}
