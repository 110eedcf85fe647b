package dev.lifeboat.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.ProviderKeys;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.ProviderFiles;
import dev.lifeboat.provider.ProviderKind;
import dev.lifeboat.runbook.Storefront;
import dev.lifeboat.runbook.Traits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ScenariosTest {
  private final Plan plan = Storefront.plan();

  /// One that holds all of them.
  private static final class Everywhere implements ScenarioHost {
    @Override
    public ProviderKeys keys() {
      return () -> "everywhere";
    }

    @Override
    public boolean servesUsers() {
      return false;
    }

    @Override
    public ProviderFiles files() {
      return ProviderFiles.open(keys().word());
    }

    @Override
    public Traits traits() {
      return Storefront.traits();
    }

    @Override
    public List<Scenario> scenarios() {
      return Scenarios.all();
    }
  }

  private List<Fault> faults(Scenario scenario) throws ProblemException {
    return scenario.faults(new Everywhere(), plan, plan.workload("shop"));
  }

  @Test
  void each_scenario_breaks_what_it_says_in_its_order() throws Exception {
    assertThat(faults(Scenarios.REGION_LOSS)).containsExactly(new Fault.RegionLost("east"));
    assertThat(faults(Scenarios.CONTROLLER_CRASH)).containsExactly(new Fault.RegionLost("east"));
    assertThat(faults(Scenarios.REGION_HANG)).containsExactly(new Fault.RegionHung("east"));
    assertThat(faults(Scenarios.REGION_SILENT)).containsExactly(new Fault.RegionSilent("east"));
    assertThat(faults(Scenarios.DATABASE_LOSS))
        .containsExactly(new Fault.ResourceLost("orders", "east"));
    assertThat(faults(Scenarios.BUCKET_LOSS))
        .containsExactly(new Fault.ResourceLost("images", "east"));
    assertThat(faults(Scenarios.ZONE_LOSS)).containsExactly(new Fault.ZoneLost("orders", "east"));
    assertThat(faults(Scenarios.SERVICE_LOSS)).containsExactly(new Fault.Crashed("web", "east"));
    assertThat(faults(Scenarios.FRONT_DOOR_LOSS))
        .containsExactly(new Fault.Crashed("entry", "edge"));
    assertThat(faults(Scenarios.CONTROLLER_PARTITION))
        .containsExactly(new Fault.LinkCut("east", "edge"), new Fault.LinkCut("east", "west"));
    assertThat(faults(Scenarios.REPLICATION_STALL))
        .containsExactly(new Fault.LinkCut("east", "west"), new Fault.RegionLost("east"));
    assertThat(faults(Scenarios.FLAPPING))
        .containsExactly(new Fault.LinkCut("east", "edge"), new Fault.RegionHung("east"));
    assertThat(faults(Scenarios.DOUBLE_FAULT))
        .containsExactly(new Fault.RegionLost("east"), new Fault.Crashed("web", "west"));
    assertThat(faults(Scenarios.SWITCHOVER)).isEmpty();
  }

  @Test
  void each_kind_demands_its_course() {
    for (var scenario : Scenarios.all()) {
      assertThat(scenario.recovery())
          .as(scenario.word())
          .isEqualTo(
              switch (scenario) {
                case Scenario.Failover _ -> ScenarioCourse.FAILOVER;
                case Scenario.Healed _ -> ScenarioCourse.HEALED;
                case Scenario.Held _ -> ScenarioCourse.HELD;
                case Scenario.Planned _ -> ScenarioCourse.MOVED;
              });
      assertThat(scenario.recovery().moves())
          .as(scenario.word())
          .isEqualTo(scenario instanceof Scenario.Move);
    }
  }

  @Test
  void a_workload_that_lacks_what_would_be_broken_is_refused() throws Exception {
    var shop = plan.workload("shop").resources();
    var bare =
        Storefront.workload(
            Strategy.WARM_STANDBY,
            FailoverPolicy.Trigger.MANUAL,
            Map.of("orders", shop.get("orders")));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Scenarios.BUCKET_LOSS.faults(new Everywhere(), plan, bare))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB1003);
          assertThat(refused.problem().happened())
              .isEqualTo("workload 'shop' has no bucket, which bucket-loss would break");
        });
  }

  /// A copy that follows its writer has the damage a moment later.
  @Test
  void a_bad_update_concerns_what_has_backups_alone() {
    assertThat(Scenarios.heldOn(new Everywhere(), plan, plan.workload("shop")))
        .hasSize(Scenarios.all().size() - 2)
        .doesNotContain(Scenarios.DATA_CORRUPTION, Scenarios.RANSOMWARE);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> faults(Scenarios.DATA_CORRUPTION))
        .matches(it -> it.problem().code() == Code.LB1003)
        .withMessageContaining("has strategy warm-standby");
    var kept =
        Storefront.workload(
            Strategy.BACKUP_AND_RESTORE,
            FailoverPolicy.Trigger.MANUAL,
            plan.workload("shop").resources());
    assertThat(Scenarios.heldOn(new Everywhere(), plan, kept)).contains(Scenarios.DATA_CORRUPTION);
    assertThat(Scenarios.heldOn(new Everywhere(), plan, kept)).contains(Scenarios.RANSOMWARE);
    assertThat(Scenarios.heldUnasked(new Everywhere(), plan, kept))
        .contains(Scenarios.DATA_CORRUPTION)
        .doesNotContain(Scenarios.RANSOMWARE);
  }

  @Test
  void a_kind_that_holds_no_drills_holds_no_scenario() {
    ProviderKind none =
        new ProviderKind() {
          @Override
          public ProviderKeys keys() {
            return () -> "none";
          }

          @Override
          public boolean servesUsers() {
            return true;
          }

          @Override
          public ProviderFiles files() {
            return ProviderFiles.open(keys().word());
          }

          @Override
          public Traits traits() {
            return Storefront.traits();
          }
        };

    assertThat(Scenarios.heldOn(none)).isEmpty();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Scenarios.ZONE_LOSS.requireHeldOn(none))
        .withMessageContaining("'zone-loss' cannot be held in regions of 'none'");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Scenarios.FLAPPING.requireHeldOn(none))
        .withMessageContaining("'flapping' cannot be held in regions of 'none'");
  }

  /// Who walks through a scenario is asked what is special about it.
  @Test
  void each_tabletop_has_the_questions_of_its_kind() {
    var asked =
        Map.of(
            Scenarios.CONTROLLER_PARTITION,
            "May it fail over?",
            Scenarios.DOUBLE_FAULT,
            "Is the failover taken back?",
            Scenarios.CONTROLLER_CRASH,
            "What is done, what is not, and how do you go on?",
            Scenarios.REPLICATION_STALL,
            "Do you fail over? Who signs for what is lost?",
            Scenarios.FLAPPING,
            "How often may it come and go before you stop trusting it?",
            Scenarios.ZONE_LOSS,
            "Do you leave the region?");
    for (var scenario : Scenarios.all()) {
      var questions = Tabletop.of(plan, plan.workload("shop"), scenario).questions();
      assertThat(questions.stream().map(Tabletop.Question::ask).filter(asked::containsValue))
          .as(scenario.word())
          .isEqualTo(asked.containsKey(scenario) ? List.of(asked.get(scenario)) : List.of());
    }
  }
}
