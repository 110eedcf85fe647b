package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Moves;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.Tables;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The primary region is lost, and the others serve badly: they throttle, or lose answers. Nothing
/// takes effect twice.
@Order(1)
@ExtendWith(TestBed.InTests.class)
final class RoughFailoverTest {
  private static final List<String> SERVICES =
      List.of("rds", "ecs", "elasticloadbalancing", "s3", "dynamodb");

  private final TestBed bed;

  @TempDir Path folder;
  private Shop shop;

  RoughFailoverTest(TestBed bed) {
    this.bed = bed;
  }

  @BeforeEach
  void lose() throws Exception {
    shop = new Shop(bed, Strategy.WARM_STANDBY, folder);
    shop.serve();
    shop.loseHome(Cut.REFUSE);
  }

  @AfterEach
  void end() throws Exception {
    shop.end();
  }

  @Test
  @Tag("proof")
  void with_every_other_call_throttled_everywhere_it_gets_there() throws Exception {
    for (var region : List.of(TestBed.RECOVERY, Tables.REGION)) {
      SERVICES.forEach(service -> bed.gate().throttleEveryOther(region, service));
    }
    int before = bed.gate().calls().size();

    new Moves(shop, folder).move(Mode.FAILOVER, "west");

    assertOneEffect(before);
  }

  @Test
  void with_the_answer_to_each_change_lost_once_it_gets_there() throws Exception {
    bed.gate().loseAnswer(TestBed.RECOVERY, "rds", "PromoteReadReplica");
    bed.gate().loseAnswer(TestBed.RECOVERY, "ecs", "UpdateService");
    bed.gate().loseAnswer(TestBed.RECOVERY, "dynamodb", "PutItem");
    bed.gate().loseAnswer(Tables.REGION, "dynamodb", "PutItem");
    bed.gate().loseAnswers(TestBed.RECOVERY, "s3", 3);
    int before = bed.gate().calls().size();

    new Moves(shop, folder).move(Mode.FAILOVER, "west");

    assertOneEffect(before);
  }

  /// RDS refuses to promote a second time what is being promoted, so one request at most passed
  /// that was answered well; of ECS the number that was asked for runs, once.
  private void assertOneEffect(int before) {
    assertThat(shop.databases().inRecovery()).containsExactly(shop.databases().name());
    assertThat(shop.tasks().service().desiredCount()).isEqualTo(2);
    assertThat(bed.gate().callsSince(before))
        .filteredOn(call -> call.operation().equals("UpdateService"))
        .filteredOn(call -> call.cut().filter(it -> it != Cut.LOSE_ANSWER).isEmpty())
        .as("changes of the service that took effect")
        .hasSizeBetween(1, 2);
  }
}
