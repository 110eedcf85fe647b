package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.PlanParts;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Storefront;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ShareableTest {
  private static Map<String, Resource> resources() {
    return new TreeMap<>(Storefront.plan().workload("shop").resources());
  }

  private static Workload shop(Strategy strategy, Map<String, Resource> resources) {
    return Storefront.workload(strategy, FailoverPolicy.Trigger.MANUAL, resources);
  }

  private static void refuses(Workload workload, String why) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Shareable.require(Storefront.plan(), workload))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB3010);
          assertThat(refused.problem().happened()).contains(why);
        });
  }

  @Test
  void a_warm_standby_behind_a_front_door_can_be_lent_reads() {
    assertThatCode(
            () -> Shareable.require(Storefront.plan(), shop(Strategy.WARM_STANDBY, resources())))
        .doesNotThrowAnyException();
  }

  @Test
  void what_runs_nothing_there_or_has_no_door_that_could_take_them_back_cannot() {
    refuses(shop(Strategy.BACKUP_AND_RESTORE, resources()), "its strategy is backup-and-restore");
    var closed = resources();
    closed.remove("entry");
    refuses(shop(Strategy.WARM_STANDBY, closed), "has no traffic resource");
    var named = resources();
    var minute = new Traffic.Form.Dns(Duration.ofMinutes(1));
    named.put("entry", PlanParts.traffic("entry", "web", minute));
    refuses(shop(Strategy.WARM_STANDBY, named), "'entry' is reached by DNS");
    var dark = resources();
    dark.put(
        "web",
        PlanParts.service(
            "web", List.of("shop"), new Service.Instances(2, 0), List.of(), "/h", "/r"));
    refuses(shop(Strategy.PILOT_LIGHT, dark), "service 'web' has no standby instance in west");
  }
}
