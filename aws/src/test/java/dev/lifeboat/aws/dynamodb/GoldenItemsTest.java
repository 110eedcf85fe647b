package dev.lifeboat.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.StepState;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.journal.Predecessor;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.Vote;
import dev.lifeboat.placement.ChainEnd;
import dev.lifeboat.placement.FollowRecord;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Maintenance;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Items of DynamoDB that commit 5f629ed0 wrote: while a failover was open whose controller had
/// died, and after the way home.
final class GoldenItemsTest {
  private static final RunId RUN = new RunId("20261124-002147-8rks");

  @Test
  void an_open_placement_and_its_chain_are_read() throws Exception {
    var placements = placements(GoldenItems.of("open-failover"));

    assertThat(placements.read("shop"))
        .contains(new Placement("shop", "east", 1, 2, Optional.of(RUN)));
    assertThat(placements.chainEnd("shop"))
        .contains(
            new ChainEnd(
                "shop",
                List.of(
                    new Predecessor.Sealed(
                        new RunId("20261124-001221-5vjr"),
                        7,
                        "110867a32223d7fb17a19d4870127ca5d45d6dc09c271a6dc3ec339540935316"))));
  }

  @Test
  void a_placement_that_is_free_and_whom_copies_followed_are_read() throws Exception {
    var placements = placements(GoldenItems.of("home"));

    assertThat(placements.read("shop"))
        .contains(new Placement("shop", "east", 3, 3, Optional.empty()));
    assertThat(placements.records("shop").read("orders", "east"))
        .contains(new FollowRecord(3, Optional.empty()));
    assertThat(placements.records("shop").read("orders", "west"))
        .contains(
            new FollowRecord(2, Optional.of(Instant.parse("2026-11-24T00:22:01.591440771Z"))));
  }

  @Test
  void the_journal_of_an_open_run_is_read_and_folded() throws Exception {
    var contents =
        JournalReader.parse(DynamoJournal.lines(journals(GoldenItems.of("open-failover")), RUN));

    assertThat(contents.entries()).hasSize(16);
    assertThat(contents.tornBytes()).isZero();
    var state = RunState.of(contents.entries(), Pace.standard());
    assertThat(state.run()).isEqualTo(RUN);
    assertThat(state.runbook().mode()).isEqualTo(Mode.FAILOVER);
    assertThat(state.epoch()).isEqualTo(2);
    assertThat(state.phase()).isEqualTo(new RunState.Phase.Forward());
    assertThat(state.pastNoReturn()).isFalse();
    assertThat(state.of(new StepId("promote-images")))
        .isInstanceOfSatisfying(
            StepState.Active.class,
            step -> assertThat(step.why()).contains("the placement does not name west"));
  }

  @Test
  void a_pause_is_read() throws Exception {
    assertThat(new DynamoPauses(journals(GoldenItems.of("open-failover"))).maintenance("shop"))
        .contains(
            new Maintenance(
                "shop",
                "works on the network",
                "anna",
                Instant.parse("2026-11-23T14:00:00Z"),
                Instant.parse("2026-11-23T15:00:00.5Z")));
  }

  @Test
  void a_report_of_a_guard_is_read() throws Exception {
    assertThat(
            new GuardReports(journals(GoldenItems.of("open-failover")), "shop")
                .read("east", "orders"))
        .hasValueSatisfying(report ->
            assertThat(report.state())
                .isEqualTo(new GuardedState("orders", GuardedState.Standing.OPEN, "", "", "", "")));
  }

  @Test
  void a_standing_that_nobody_knows_is_refused_by_name() throws Exception {
    var text = GoldenItems.of("open-failover").all().toString().replace("\"OPEN\"", "\"AJAR\"");
    var changed = new GoldenItems(JsonMapper.shared().readTree(text));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> new GuardReports(journals(changed), "shop").read("east", "orders"))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB4008);
          assertThat(refused.problem().happened()).contains("AJAR");
        });
  }

  @Test
  void votes_are_read() throws Exception {
    var open = GoldenItems.of("open-failover");

    assertThat(vote(open, GoldenItems.ARBITER))
        .contains(new Vote("shop", 2, "west", Map.of("east", 1L)));
    assertThat(vote(open, "us-east-1")).contains(new Vote("shop", 1, "east", Map.of("east", 1L)));
    assertThat(vote(GoldenItems.of("home"), "us-west-2"))
        .contains(new Vote("shop", 3, "east", Map.of("east", 3L, "west", 2L)));
  }

  /// What was pledged, and how long the lease is, bind a voter as much as its vote.
  @Test
  void what_a_voter_pledged_is_read() throws Exception {
    var item = GoldenItems.of("open-failover").table("votes", "us-west-2").getFirst();

    var ballot =
        Ballot.read(
            new Item(item),
            Optional.empty(),
            LeaseTerms.lasting(Duration.ofSeconds(1)),
            Duration.ZERO);

    assertThat(ballot.voter().pledged()).isEqualTo(2);
    assertThat(ballot.voter().ended()).isFalse();
    assertThat(ballot.voter().terms().length()).isEqualTo(Duration.ofSeconds(2));
  }

  private static Optional<Vote> vote(GoldenItems items, String region) throws Exception {
    return new DynamoVoter(
            new DynamoTable(items.dynamo(region), region, "votes"),
            LeaseTerms.lasting(Duration.ofSeconds(2)),
            () -> Duration.ZERO)
        .status("shop")
        .vote();
  }

  private static DynamoPlacements placements(GoldenItems items) {
    return new DynamoPlacements(
        new DynamoTable(items.dynamo(GoldenItems.ARBITER), GoldenItems.ARBITER, "placements"));
  }

  private static DynamoTable journals(GoldenItems items) {
    return new DynamoTable(items.dynamo(GoldenItems.ARBITER), GoldenItems.ARBITER, "journals");
  }
}
