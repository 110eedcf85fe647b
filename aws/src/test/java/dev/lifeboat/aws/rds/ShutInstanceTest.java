package dev.lifeboat.aws.rds;

import static dev.lifeboat.aws.rds.AnsweredInstances.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.aws.dynamodb.MemoryDynamo;
import dev.lifeboat.aws.rds.LoginProbe.Tried;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.Event;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/// An instance is fenced once it is in the group without a rule, in no other, and was restarted
/// since.
final class ShutInstanceTest {
  private static final RunId RUN = new RunId("r-2");
  private static final Goal.Fenced GOAL = new Goal.Fenced("orders", "east", Goal.Stop.IMMEDIATE);

  private final AnsweredInstances rds = new AnsweredInstances(Optional.of("sg-shut"));
  private final DynamoPlacements placements =
      new DynamoPlacements(MemoryDynamo.table(new MemoryDynamo()));
  private Optional<Tried> tried = Optional.empty();
  private Optional<Problem> wayIn = Optional.empty();

  private final RdsFence fence =
      new RdsFence(
          new ClosedInstances(
              (_, _) -> {
                if (wayIn.isPresent()) {
                  throw wayIn.get().asException();
                }
              },
              rds.instances),
          new Reachable(rds.instances),
          (_, _) -> tried,
          new PresentClaim(placements, "shop"));

  @BeforeEach
  void claim() throws Exception {
    placements.compareAndSet(Optional.empty(), Placement.first("shop", "east").claimedBy(RUN));
    rds.group("east-db", "sg-users");
  }

  private void assertPending(String why) throws Exception {
    assertThat(fence.observe(GOAL))
        .isInstanceOfSatisfying(
            Observation.Pending.class, it -> assertThat(it.why()).contains(why));
  }

  private void pursue() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() ->
            fence.pursue(
                GOAL, new Attempt(RUN, new StepId("s"), 2, 1, Instant.MAX, Succession.of(1))))
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB3001));
  }

  /// Closed at [AnsweredInstances#NOW].
  private void close() {
    rds.group("east-db", "sg-shut");
    rds.change(
        "east-db",
        it -> it.tagList(Tag.builder().key("lifeboat:closed").value(NOW.toString()).build()));
  }

  private void restart(Instant at, String words) {
    rds.events.add(Event.builder().date(at).message(words).build());
  }

  /// Users are out meanwhile, and a preview tells it before.
  @Test
  void while_it_is_backed_up_the_fence_says_what_it_waits_for() throws Exception {
    var waits = "; RDS restarts it only once it is available";
    assertThat(fence.observe(GOAL).text()).doesNotContain(waits);

    rds.change("east-db", it -> it.dbInstanceStatus("backing-up"));
    assertThat(fence.observe(GOAL).text()).contains("east-db is backing-up").contains(waits);
    rds.group("east-db", "sg-shut");
    assertThat(fence.observe(GOAL).text()).contains("sessions of before may go on" + waits);
  }

  @Test
  void sessions_of_before_last_until_it_is_restarted() throws Exception {
    close();
    assertPending("east-db is available, in no security group but sg-shut");
    restart(NOW.minusSeconds(1), "DB instance restarted");
    restart(NOW.plusSeconds(1), "Backing up DB instance");
    assertPending("sg-shut");
    restart(NOW, "DB instance restarted");
    assertThat(fence.observe(GOAL)).isInstanceOf(Observation.Met.class);
  }

  @Test
  void without_a_word_when_it_was_closed_no_restart_counts() throws Exception {
    rds.group("east-db", "sg-shut");
    restart(NOW, "DB instance restarted");
    assertPending("sg-shut");
  }

  @Test
  void who_has_a_login_and_gets_in_shows_that_it_is_open() throws Exception {
    close();
    restart(NOW, "DB instance restarted");
    tried = Optional.of(new Tried(true, ""));
    assertPending("a login of Lifeboat's own gets in");
    tried = Optional.of(new Tried(false, "no way there"));
    assertThat(fence.observe(GOAL)).isInstanceOf(Observation.Met.class);
  }

  @Test
  void a_group_that_lets_somebody_in_shuts_nothing() throws Exception {
    close();
    restart(NOW, "DB instance restarted");
    wayIn = Optional.of(Problem.lasting(Code.LB2014, "it has a rule", "m", "a"));
    assertThat(fence.observe(GOAL)).isInstanceOf(Observation.Unreachable.class);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() ->
            fence.pursue(
                GOAL, new Attempt(RUN, new StepId("s"), 2, 1, Instant.MAX, Succession.of(1))));
    assertThat(rds.changes()).isEmpty();
  }

  @Test
  void it_is_shut_then_told_so_then_restarted_and_that_once() {
    pursue();
    assertThat(rds.changes()).containsExactly("AddTagsToResource", "ModifyDbInstance");
    assertThat(rds.tags("east-db")).containsEntry("lifeboat:groups", "sg-users");

    pursue();
    assertThat(rds.changes()).last().isEqualTo("AddTagsToResource");
    assertThat(rds.tags("east-db")).containsEntry("lifeboat:closed", NOW.plusSeconds(1).toString());

    pursue();
    assertThat(rds.changes()).as("within the same second").hasSize(3);

    rds.now = NOW.plusSeconds(2);
    pursue();
    assertThat(rds.changes()).last().isEqualTo("RebootDbInstance");

    rds.now = NOW.plusSeconds(2).plus(Duration.ofMinutes(5)).minusSeconds(1);
    pursue();
    assertThat(rds.changes()).as("RDS tells of a restart later").hasSize(5);
    rds.now = NOW.plusSeconds(2).plus(Duration.ofMinutes(5));
    pursue();
    assertThat(rds.changes()).as("of which RDS told nothing").hasSize(7);
  }

  @Test
  void one_that_is_shut_and_was_restarted_is_left_alone() throws Exception {
    close();
    restart(NOW, "DB instance restarted");
    fence.pursue(GOAL, new Attempt(RUN, new StepId("s"), 2, 1, Instant.MAX, Succession.of(1)));
    assertThat(rds.changes()).isEmpty();
  }

  @Test
  void what_an_earlier_closing_left_is_forgotten_first() {
    close();
    rds.group("east-db", "sg-users", "sg-shut");
    pursue();
    assertThat(rds.changes())
        .containsExactly("RemoveTagsFromResource", "AddTagsToResource", "ModifyDbInstance");
    assertThat(rds.tags("east-db")).containsOnlyKeys("lifeboat:groups");
  }

  /// RDS lists the groups that it leaves beside the new one.
  @Test
  void the_group_without_a_rule_is_none_of_before() throws Exception {
    rds.change(
        "east-db",
        it -> it.vpcSecurityGroups(member("sg-users", "removing"), member("sg-shut", "adding")));
    pursue();
    assertThat(rds.tags("east-db")).containsOnly(Map.entry("lifeboat:groups", "sg-users"));

    var tag = Tag.builder().key("lifeboat:groups").value("sg-shut sg-users").build();
    rds.change("east-db", it -> it.tagList(tag));
    assertOpenedFor("sg-users");
  }

  private static VpcSecurityGroupMembership member(String group, String status) {
    return VpcSecurityGroupMembership.builder().vpcSecurityGroupId(group).status(status).build();
  }

  private void assertOpenedFor(String group) throws Exception {
    var closed = new ClosedInstances((_, _) -> {}, rds.instances);
    closed.open("east", closed.look("east"));
    assertThat(rds.all.get("east-db").vpcSecurityGroups())
        .extracting(it -> it.vpcSecurityGroupId())
        .containsExactly(group);
  }

  @Test
  void it_is_opened_for_whom_it_was_open_before() throws Exception {
    pursue();
    assertOpenedFor("sg-users");

    var closed = new ClosedInstances((_, _) -> {}, rds.instances);
    rds.change("east-db", it -> it.tagList(List.of()));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> closed.open("east", closed.look("east")))
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB2008));
  }
}
