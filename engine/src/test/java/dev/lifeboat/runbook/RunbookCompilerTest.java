package dev.lifeboat.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RunbookCompilerTest {

  private static String text(Plan plan, Mode mode, String source) throws ProblemException {
    return text(Storefront.runbook(plan, mode, source));
  }

  private static String text(Runbook runbook) {
    return runbook.steps().stream()
        .map(step ->
            "%s: %s%s"
                .formatted(
                    step.id(),
                    step.phrase(),
                    step.after().isEmpty()
                        ? ""
                        : step.after().stream()
                            .map(StepId::value)
                            .collect(Collectors.joining(", ", " <- ", ""))))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void a_failover_fences_promotes_opens_the_door_and_only_then_grows() throws Exception {
    assertThat(text(Storefront.plan(), Mode.FAILOVER, Storefront.EAST))
        .isEqualTo(
            """
            fence-entry: entry fenced in east
            fence-orders: orders fenced in east
            fence-images: images fenced in east
            promote-orders: orders promoted in west <- fence-entry, fence-orders, fence-images
            promote-images: images promoted in west <- fence-entry, fence-orders, fence-images
            ready-web: web ready in west <- promote-orders, promote-images
            route-entry: entry routed to west <- ready-web
            verify-1: /dbcheck answers 200 <- route-entry
            tell-owner: payments: 'shop' is served from west <- verify-1
            run-web: 2 of web running in west <- tell-owner\
            """);
  }

  @Test
  @Tag("invariant-21")
  void a_switchover_makes_all_ready_first_and_loses_nothing() throws Exception {
    assertThat(text(Storefront.plan(), Mode.SWITCHOVER, Storefront.EAST))
        .isEqualTo(PLANNED.formatted("follow"));
  }

  @Test
  void a_failback_moves_the_writer_first_and_then_the_users_share_by_share() throws Exception {
    assertThat(text(Storefront.plan(), Mode.FAILBACK, Storefront.WEST))
        .isEqualTo(
            """
            rejoin-orders: orders replicating from west to east
            rejoin-images: images replicating from west to east
            run-web: 2 of web running in east <- rejoin-orders, rejoin-images
            fence-entry: entry fenced in west <- run-web
            bind-web: web in west bound to east <- fence-entry
            fence-orders: orders fenced in west <- fence-entry
            fence-images: images fenced in west <- fence-entry
            complete-orders: orders in east holds everything from west <- fence-orders, fence-images
            complete-images: images in east holds everything from west <- fence-orders, fence-images
            promote-orders: orders promoted in east <- complete-orders, complete-images
            promote-images: images promoted in east <- complete-orders, complete-images
            ready-web: web ready in east <- promote-orders, promote-images
            reprotect-orders: orders replicating from east to west <- ready-web
            reprotect-images: images replicating from east to west <- ready-web
            shift-5-entry: 5 % of entry routed to east <- ready-web, fence-entry
            shift-25-entry: 25 % of entry routed to east <- shift-5-entry
            shift-50-entry: 50 % of entry routed to east <- shift-25-entry
            shift-100-entry: 100 % of entry routed to east <- shift-50-entry
            route-entry: entry routed to east <- shift-100-entry
            standby-web: 1 of web running in west <- route-entry, bind-web
            unbind-web: web in west bound to west <- route-entry, bind-web
            verify-1: /dbcheck answers 200 <- standby-web, unbind-web, reprotect-orders, reprotect-images
            tell-owner: payments: 'shop' is served from east <- verify-1\
            """);
  }

  /// As after a region was given another name in the plan.
  @Test
  void a_writer_in_a_region_that_the_plan_does_not_name_is_told() throws Exception {
    var plan = Storefront.plan();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Storefront.runbook(plan, Mode.FAILOVER, "north"))
        .satisfies(told -> assertThat(told.problem().happened()).contains("is in 'north'"));
  }

  @Test
  void without_shares_a_failback_is_a_switchover_home_after_rejoining() throws Exception {
    assertThat(text(Storefront.planAtOnce(), Mode.FAILBACK, Storefront.WEST))
        .isEqualTo(
            PLANNED
                .formatted("rejoin")
                .replace("east", "home")
                .replace("west", "east")
                .replace("home", "west"));
  }

  @Test
  void a_reprotect_moves_nothing_and_makes_the_other_side_follow_and_stand_by() throws Exception {
    var runbook = Storefront.runbook(Storefront.plan(), Mode.REPROTECT, Storefront.WEST);

    assertThat(text(Storefront.plan(), Mode.REPROTECT, Storefront.WEST))
        .isEqualTo(
            """
            reprotect-orders: orders replicating from west to east
            reprotect-images: images replicating from west to east
            standby-web: 1 of web running in east <- reprotect-orders, reprotect-images
            tell-owner: payments: 'shop' is protected again, its writer stays in west <- standby-web\
            """);
    assertThat(runbook.source()).isEqualTo(Storefront.WEST);
    assertThat(runbook.pointOfNoReturn()).isEmpty();
  }

  private static final String PLANNED =
      """
      %1$s-orders: orders replicating from east to west
      %1$s-images: images replicating from east to west
      run-web: 2 of web running in west <- %1$s-orders, %1$s-images
      fence-entry: entry fenced in east <- run-web
      fence-orders: orders fenced in east <- fence-entry
      fence-images: images fenced in east <- fence-entry
      complete-orders: orders in west holds everything from east <- fence-orders, fence-images
      complete-images: images in west holds everything from east <- fence-orders, fence-images
      promote-orders: orders promoted in west <- complete-orders, complete-images
      promote-images: images promoted in west <- complete-orders, complete-images
      ready-web: web ready in west <- promote-orders, promote-images
      route-entry: entry routed to west <- ready-web
      reprotect-orders: orders replicating from west to east <- route-entry
      reprotect-images: images replicating from west to east <- route-entry
      standby-web: 1 of web running in east <- route-entry
      verify-1: /dbcheck answers 200 <- reprotect-orders, reprotect-images, standby-web
      tell-owner: payments: 'shop' is served from west <- verify-1\
      """;

  @Test
  void a_pilot_light_starts_its_services_before_the_door_opens() throws Exception {
    var plan = Storefront.plan(Strategy.PILOT_LIGHT, FailoverPolicy.Trigger.AUTOMATIC);
    assertThat(text(plan, Mode.FAILOVER, Storefront.EAST))
        .contains(
            """
            run-web: 2 of web running in west <- promote-orders, promote-images
            ready-web: web ready in west <- run-web
            route-entry: entry routed to west <- ready-web
            verify-1: /dbcheck answers 200 <- route-entry\
            """);
  }

  /// Where it takes nothing from the promotion; users wait for it in a pilot light alone.
  @Test
  void capacity_grows_beside_the_promotion_and_the_owner_is_told_once_it_is_there()
      throws Exception {
    assertThat(beside(Strategy.WARM_STANDBY))
        .contains(
            """
            run-web: 2 of web running in west <- fence-entry, fence-orders, fence-images
            promote-orders: orders promoted in west <- fence-entry, fence-orders, fence-images
            """,
            """
            ready-web: web ready in west <- promote-orders, promote-images
            """,
            "tell-owner: payments: 'shop' is served from west <- verify-1, run-web");
    assertThat(beside(Strategy.PILOT_LIGHT))
        .contains(
            "ready-web: web ready in west <- promote-orders, promote-images, run-web",
            "tell-owner: payments: 'shop' is served from west <- verify-1");
  }

  private static String beside(Strategy strategy) throws ProblemException {
    var plan = Storefront.plan(strategy, FailoverPolicy.Trigger.AUTOMATIC);
    return text(
        new RunbookCompiler(new StorefrontTraits(true))
            .compile(plan, plan.workload(Storefront.SHOP), Mode.FAILOVER, Storefront.EAST));
  }

  /// A move that was broken off may have left them with the other region's, which is lost now.
  @Test
  void instances_that_are_told_whose_stores_they_use_are_told_anew_before_the_door_opens()
      throws Exception {
    assertThat(bound(Mode.FAILOVER))
        .contains(
            "bind-web: web in west bound to west <- fence-entry, fence-orders, fence-images",
            "ready-web: web ready in west <- promote-orders, promote-images, bind-web");
    assertThat(bound(Mode.SWITCHOVER))
        .contains(
            """
            bind-web: web in west bound to west <- run-web
            fence-entry: entry fenced in east <- bind-web
            """);
    assertThat(bound(Mode.FAILBACK))
        .as("those that stay behind are bound to the other side's")
        .contains("bind-web: web in west bound to east");
  }

  private static String bound(Mode mode) throws ProblemException {
    var plan = Storefront.plan(Strategy.WARM_STANDBY, FailoverPolicy.Trigger.AUTOMATIC);
    var source = mode == Mode.FAILBACK ? "west" : Storefront.EAST;
    var runbook =
        new RunbookCompiler(new StorefrontTraits(true, false, true, false))
            .compile(plan, plan.workload(Storefront.SHOP), mode, source);
    return text(runbook);
  }

  @Test
  void a_failover_that_needs_approval_asks_before_it_changes_anything() throws Exception {
    var plan = Storefront.plan(Strategy.WARM_STANDBY, FailoverPolicy.Trigger.APPROVAL);
    var steps = Storefront.runbook(plan, Mode.FAILOVER, Storefront.EAST).steps();
    assertThat(steps.getFirst()).isInstanceOf(Step.Ask.class);
    assertThat(steps.stream().skip(1)).noneMatch(step -> step.after().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"SWITCHOVER", "FAILBACK"})
  void whatever_changes_something_before_the_promotion_can_be_taken_back(Mode mode)
      throws Exception {
    var source = mode == Mode.FAILBACK ? Storefront.WEST : Storefront.EAST;
    Storefront.runbook(Storefront.plan(), mode, source).steps().stream()
        .map(Step.Reach.class::cast)
        .takeWhile(step -> !(step.goal() instanceof Goal.Promoted))
        // A replica that follows is what there was before, or what a new try begins with.
        .filter(step -> !(step.goal() instanceof Goal.Replicating))
        .forEach(step -> assertThat(step.undo()).as(step.phrase()).isNotEmpty());
  }

  @Test
  void the_fence_of_a_writer_is_taken_back_by_fencing_the_other_side_first() throws Exception {
    var fence =
        Storefront.runbook(Storefront.plan(), Mode.SWITCHOVER, Storefront.EAST)
            .byId()
            .get(new StepId("fence-orders"));
    assertThat(((Step.Reach) fence).undo())
        .containsExactly(
            new Goal.Fenced("orders", Storefront.WEST, Goal.Stop.ORDERLY),
            new Goal.Promoted("orders", Storefront.EAST));
  }

  @Test
  void a_strategy_without_a_runbook_is_refused() {
    for (var strategy : List.of(Strategy.BACKUP_AND_RESTORE, Strategy.ACTIVE_ACTIVE)) {
      var plan = Storefront.plan(strategy, FailoverPolicy.Trigger.AUTOMATIC);
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> Storefront.runbook(plan, Mode.FAILOVER, Storefront.EAST))
          .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB2006));
    }
  }

  @Test
  void a_workload_at_home_has_no_way_back() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Storefront.runbook(Storefront.plan(), Mode.FAILBACK, Storefront.EAST))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB2006));
  }

  private static Step.Reach reach(String id, Goal goal, String... after) {
    return new Step.Reach(
        new StepId(id),
        goal,
        List.of(after).stream().map(StepId::new).toList(),
        Duration.ofSeconds(1),
        List.of());
  }

  private static Runbook of(Step... steps) {
    return new Runbook(
        "p", "w", Mode.FAILOVER, Strategy.WARM_STANDBY, "east", "west", List.of(steps));
  }

  @Test
  @Tag("invariant-1")
  void a_promotion_without_the_fence_of_its_own_old_writer_is_no_runbook() {
    var promote = new Goal.Promoted("orders", "west");
    for (var fence :
        List.of(
            new Goal.Fenced("images", "east", Goal.Stop.IMMEDIATE),
            new Goal.Fenced("orders", "west", Goal.Stop.IMMEDIATE))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> of(reach("fence", fence), reach("promote", promote, "fence")))
          .withMessageContaining("without the fence");
    }
    var fence = new Goal.Fenced("orders", "east", Goal.Stop.IMMEDIATE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(reach("fence", fence), reach("promote", promote)))
        .withMessageContaining("without the fence");
  }

  @Test
  void a_step_that_waits_for_a_later_one_or_stands_twice_is_no_runbook() {
    var goal = new Goal.Healthy("web", "west");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(reach("a", goal, "b"), reach("b", goal)))
        .withMessageContaining("not before it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(reach("a", goal), reach("a", goal)))
        .withMessageContaining("twice");
  }
}
