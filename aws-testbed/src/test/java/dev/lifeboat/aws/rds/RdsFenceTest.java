package dev.lifeboat.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.awstestbed.AwsReconcilerContract;
import dev.lifeboat.awstestbed.Databases;
import dev.lifeboat.awstestbed.FenceGroups;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.Event;
import software.amazon.awssdk.services.rds.model.SourceType;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

@Order(1)
@ExtendWith(TestBed.InTests.class)
final class RdsFenceTest extends AwsReconcilerContract<Goal.Fenced> {
  private final Databases databases;
  private final FenceGroups groups;
  private final RdsClient rds;
  private String fence = "";
  private String before = "";
  private LoginProbe entry = LoginProbe.UNTRIED;

  RdsFenceTest(TestBed bed) {
    super(bed);
    this.databases = new Databases(bed, clients);
    this.groups = new FenceGroups(bed);
    this.rds = bed.patient(RdsClient.builder(), TestBed.PRIMARY);
  }

  @BeforeEach
  void provision() {
    var suffix = UUID.randomUUID().toString();
    fence = groups.create("fence-" + suffix);
    before = groups.createOpen("shop-" + suffix);
    databases.createReplica(databases.createAvailableWriter());
    putIn(before);
  }

  private Reachable reachable() {
    return new Reachable(databases.instances());
  }

  private void putIn(String group) {
    rds.modifyDBInstance(it ->
        it.dbInstanceIdentifier(databases.name())
            .vpcSecurityGroupIds(group)
            .applyImmediately(true));
  }

  private ClosedInstances closed() {
    return closed(new Ec2SecurityGroups(clients));
  }

  private ClosedInstances closed(SecurityGroups groups) {
    var east =
        new RdsSite(
            TestBed.PRIMARY,
            databases.name(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(fence),
            Optional.empty());
    return new ClosedInstances(
        groups, new RdsInstances(clients, new RegionSites<>("orders", Map.of("east", east))));
  }

  @Override
  protected Goal.Fenced goal() {
    return new Goal.Fenced("orders", "east", Goal.Stop.IMMEDIATE);
  }

  @Override
  protected Reconciler<Goal.Fenced> reconciler() {
    return new RdsFence(closed(), reachable(), (name, at) -> entry.attempt(name, at), claim());
  }

  @Override
  protected String region() {
    return TestBed.PRIMARY;
  }

  @Override
  protected String service() {
    return "rds";
  }

  @Override
  protected String operation() {
    return "ModifyDBInstance";
  }

  /// Takes a minute: it asks for much.
  @Override
  @Test
  @Tag("proof")
  protected void with_every_other_call_throttled_it_gets_there() throws Exception {
    super.with_every_other_call_throttled_it_gets_there();
  }

  /// In no other group, restarted, and what it was in before is not forgotten.
  @Override
  protected void assertOneEffect() {
    assertThat(groups()).containsExactly(fence);
    assertThat(restarts()).isNotEmpty();
    assertThat(databases.primary(databases.name()).tagList())
        .anyMatch(it -> it.key().equals("lifeboat:groups") && it.value().equals(before));
  }

  private List<String> groups() {
    return databases.primary(databases.name()).vpcSecurityGroups().stream()
        .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
        .toList();
  }

  private List<String> restarts() {
    return rds
        .describeEvents(
            it -> it.sourceType(SourceType.DB_INSTANCE).sourceIdentifier(databases.name()))
        .events()
        .stream()
        .map(Event::message)
        .filter(it -> it.contains("restarted"))
        .toList();
  }

  private void reachFence() throws InterruptedException {
    pursueUnlessItPasses(1);
    reach();
  }

  @Test
  void it_is_restarted_once() throws Exception {
    reachFence();
    assertThat(restarts()).hasSize(1);
    assertThat(reconciler().observe(goal()).text())
        .contains("no security group but " + fence, "restarted at");
  }

  /// Sessions that were begun while it was open are no business of a restart before.
  @Test
  @Tag("invariant-66")
  void a_restart_before_it_was_closed_proves_nothing() throws Exception {
    reachFence();
    putIn(before);
    assertThat(reconciler().observe(goal())).isInstanceOf(Observation.Pending.class);

    reachFence();

    assertThat(restarts()).hasSize(2);
  }

  @Test
  void a_group_that_lets_somebody_in_closes_nothing() throws Exception {
    groups.open(fence);

    assertThat(reconciler().preflight(goal()))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            told -> {
              assertThat(told.problem().code()).isEqualTo(Code.LB2014);
              assertThat(told.problem().happened()).contains(fence, "lets somebody in");
            });
    assertThat(groups()).containsExactly(before);
  }

  /// As in a function, which has no client of EC2.
  @Test
  void where_nobody_can_look_at_groups_nothing_is_closed() throws Exception {
    var blind = new RdsFence(closed(SecurityGroups.UNSEEN), reachable(), entry, claim());

    assertThat(blind.preflight(goal()))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            told -> assertThat(told.problem().code()).isEqualTo(Code.LB3001));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> blind.pursue(goal(), attempt(1)))
        .satisfies(told -> assertThat(told.problem().code()).isEqualTo(Code.LB3001));
    assertThat(groups()).containsExactly(before);
  }

  @Test
  void a_rule_that_is_added_later_is_seen() throws Exception {
    reachFence();
    groups.open(fence);

    assertThat(reconciler().observe(goal())).isInstanceOf(Observation.Unreachable.class);
  }

  /// Whatever the groups say.
  @Test
  void a_login_that_still_gets_in_shows_that_it_is_not_closed() throws Exception {
    reachFence();

    entry = (_, _) -> Optional.of(new LoginProbe.Tried(true, ""));
    assertThat(reconciler().observe(goal()))
        .isInstanceOfSatisfying(
            Observation.Pending.class, seen -> assertThat(seen.text()).contains("gets in"));

    entry = (_, _) -> Optional.of(new LoginProbe.Tried(false, "timed out"));
    assertThat(reconciler().observe(goal()))
        .isInstanceOfSatisfying(
            Observation.Met.class, seen -> assertThat(seen.text()).contains("refused: timed out"));
  }

  @Test
  void a_group_that_is_not_there_is_named() throws Exception {
    fence = "sg-00000000000000000";

    assertThat(reconciler().preflight(goal()))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            told -> assertThat(told.problem().happened()).contains(fence));
  }

  /// The run was undone: the same instance is the writer again.
  @Test
  void it_is_opened_again_as_it_was() throws Exception {
    reachFence();
    var home = new Goal.Promoted("orders", "east");
    var opened = new ReopeningPromotion(new RdsPromotion(databases.instances(), gate()), closed());
    assertThat(opened.observe(home)).isInstanceOf(Observation.Pending.class);
    var placed = placements().read("shop").orElseThrow();
    placements().compareAndSet(Optional.of(placed), placed.promoted("east", EPOCH));

    opened.pursue(home, attempt(1));

    assertThat(opened.observe(home)).isInstanceOf(Observation.Met.class);
    assertThat(groups()).containsExactly(before);
  }
}
