package dev.lifeboat.aws.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lifeboat.drill.Drills;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanaryOfUsersTest {

  @Test
  void a_canary_with_a_table_of_its_own_is_refused_before_anything_is_broken(@TempDir Path folder)
      throws Exception {
    var file =
        Files.writeString(
            folder.resolve("lifeboat.yaml"),
            """
            plan: own
            regions: { east: { role: primary }, west: { role: recovery } }
            workloads:
              shop:
                objectives: { rto: 15m, rpo: 5m }
                resources: { orders: { type: database } }
            lab: { canary: { basis: database } }
            """);
    var plan = PlanReader.OF_ANY_PROVIDER.read(file).orThrow();
    var canary = new CanaryOfUsers(Clock.systemUTC(), plan.canary());

    var refused =
        catchThrowableOfType(
            ProblemException.class,
            () ->
                canary.start(
                    plan.workload("shop"),
                    "run-1",
                    new Drills.Load(1, 1),
                    folder.resolve("canary.jsonl")));

    assertThat(refused.problem().code()).isEqualTo(Code.LB2008);
    assertThat(refused.problem().happened())
        .isEqualTo("a canary of 'basis: database' writes only in the lab so far");
    assertThat(refused.problem().means()).doesNotContain("address");
    assertThat(refused.problem().action()).isEqualTo("write 'basis: front-door'");
  }
}
