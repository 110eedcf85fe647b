package dev.lifeboat.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.GatedCall;
import dev.lifeboat.awstestbed.Gates;
import dev.lifeboat.awstestbed.Images;
import dev.lifeboat.awstestbed.Tables;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.LedgerEntry;
import dev.lifeboat.ledger.LedgerFormat;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Versions that `east` alone had when it was lost, and what becomes of them: `west` is promoted
/// without them, writes go on there, and then `east` answers again and S3 sends what had waited.
@ExtendWith(TestBed.InTests.class)
final class LateVersionsTest {
  private static final RunId FAILOVER = new RunId("r-2");
  private static final RunId FAILBACK = new RunId("r-3");
  private static final Goal.Replicating REJOIN =
      new Goal.Replicating(Images.NAME, "east", "west", Goal.Level.STREAMING);
  private static final int TURNS = 20;

  private final TestBed bed;
  private final Images images;
  private final DynamoPlacements placements;

  LateVersionsTest(TestBed bed) {
    this.bed = bed;
    this.images = new Images(bed, bed.newClients(), true);
    this.placements = new DynamoPlacements(Tables.table(bed, Tables.newPlacements(bed)));
  }

  @BeforeEach
  void create() {
    images.create();
    images.replicate("east");
    images.replicate("west");
  }

  private PresentClaim claim() {
    return new PresentClaim(placements, "shop");
  }

  private static Attempt attempt(RunId run, long epoch, int number) {
    return new Attempt(run, new StepId("s"), epoch, number, Instant.MAX, Succession.of(1));
  }

  private void place(Placement next) throws ProblemException {
    placements.compareAndSet(placements.read("shop"), next);
  }

  /// What is in `west` now is what it was promoted with.
  private void failOver() throws Exception {
    place(Placement.first("shop", "east"));
    var placed = placements.read("shop").orElseThrow().claimedBy(FAILOVER);
    place(placed);
    place(placed.promoted("west", 2));
    new BucketPromotion(images.buckets(), Gates.of(placements, claim()))
        .pursue(new Goal.Promoted(Images.NAME, "west"), attempt(FAILOVER, 2, 1));
    place(placements.read("shop").orElseThrow().released());
  }

  private String rejoin() throws Exception {
    return rejoin(true);
  }

  /// Asks until `east` follows, as the engine does.
  private String rejoin(boolean leased) throws Exception {
    place(placements.read("shop").orElseThrow().claimedBy(FAILBACK));
    var replication = new BucketReplication(images.buckets(), claim(), leased);
    for (int turn = 1; turn <= TURNS; turn++) {
      if (replication.observe(REJOIN) instanceof Observation.Met(var proof)) {
        return proof;
      }
      try {
        replication.pursue(REJOIN, attempt(FAILBACK, 3, turn));
      } catch (ProblemException passing) {
        assertThat(passing.problem().code()).isEqualTo(Code.LB2005);
      }
    }
    throw new AssertionError("not met: " + replication.observe(REJOIN).text());
  }

  private Ledger ledger() throws Exception {
    var text = images.read("west", "lifeboat/ledger-e2.jsonl").orElseThrow();
    return LedgerFormat.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static LedgerEntry.Version entry(String key, String version, boolean marker) {
    return new LedgerEntry.Version(Images.NAME, key, version, marker);
  }

  @Test
  @Tag("invariant-60")
  void what_comes_late_is_put_below_what_the_writer_has_and_told() throws Exception {
    images.put("east", "overwritten", "both");
    images.put("east", "deleted", "both");
    images.put("east", "left", "both");
    images.settle();
    images.cutOff("east");
    var overwritten = images.put("east", "overwritten", "east alone");
    var created = images.put("east", "created", "east alone");
    var deleted = images.delete("east", "deleted");
    failOver();
    images.put("west", "written since", "west");
    images.put("west", "left", "west");

    images.join("east");
    images.settle();
    assertThat(images.read("west", "overwritten"))
        .as("else nothing came late")
        .contains("east alone");
    assertThat(images.read("west", "deleted")).isEmpty();
    assertThat(new BucketReplication(images.buckets(), claim(), true).observe(REJOIN).text())
        .as("what a dry run shows before anything is changed")
        .endsWith("1 key of east alone: created; 2 keys of both: deleted, overwritten");
    assertThat(images.read("west", "overwritten")).contains("east alone");
    assertThat(images.read("west", "lifeboat/ledger-e2.jsonl")).isEmpty();
    rejoin();

    assertThat(images.read("west", "overwritten")).contains("both");
    assertThat(images.read("west", "deleted")).contains("both");
    assertThat(images.read("west", "created")).isEmpty();
    assertThat(images.read("west", "written since")).contains("west");
    assertThat(images.read("west", "left")).contains("west");
    assertThat(images.versions("west", "overwritten")).as("it stays stored").contains(overwritten);
    assertThat(ledger().versions())
        .containsExactlyInAnyOrder(
            entry("overwritten", overwritten, false),
            entry("created", created, false),
            entry("deleted", deleted, true));
    assertThat(ledger().whole()).isTrue();
  }

  /// Goal: an object that one call cannot copy is put back as it was, with all that S3 keeps of it.
  ///
  /// Method: one of ten bytes that the bed takes for one of twelve gigabytes.
  @Test
  void what_is_put_back_is_whole_and_as_it_was_however_large() throws Exception {
    var size = 12L * 1024 * 1024 * 1024 + 7;
    var key = images.newKey("west");
    images.takeEncrypted("west", images.newKey("east"));
    images.takeEncrypted("east", key);
    images.put(
        "west",
        "film",
        "both",
        it ->
            it.metadata(Map.of("simulated-size", String.valueOf(size), "cut", "director's"))
                .contentType("video/mp4")
                .cacheControl("no-cache")
                .tagging("kind=film")
                .serverSideEncryption("aws:kms")
                .ssekmsKeyId(key));
    images.put("west", "photo", "both", it -> it.tagging("kind=photo").contentType("image/png"));
    images.settle();
    images.cutOff("east");
    images.put("east", "film", "east alone");
    images.put("east", "photo", "east alone");
    failOver();
    images.join("east");
    images.settle();
    rejoin();

    var film = images.head("west", "film");
    assertThat(film.contentLength()).isEqualTo(size);
    assertThat(film.metadata()).containsEntry("cut", "director's");
    assertThat(film.contentType()).isEqualTo("video/mp4");
    assertThat(film.cacheControl()).isEqualTo("no-cache");
    assertThat(film.ssekmsKeyId()).isEqualTo(key);
    assertThat(images.tags("west", "film")).containsExactly("kind=film");
    assertThat(images.head("west", "photo").contentType()).isEqualTo("image/png");
    assertThat(images.tags("west", "photo")).containsExactly("kind=photo");
    assertThat(images.read("west", "photo")).contains("both");
  }

  @Test
  void what_never_comes_is_told_and_stays_where_it_is() throws Exception {
    images.put("east", "a", "both");
    images.settle();
    images.cutOff("east");
    var alone = images.put("east", "a", "east alone");
    failOver();

    rejoin();

    assertThat(images.read("west", "a")).contains("both");
    assertThat(ledger().versions()).containsExactly(entry("a", alone, false));
    assertThat(images.versions("east", "a")).contains(alone);
  }

  /// What is written while it is looked for would be told as neither late nor lost.
  @Test
  @Tag("invariant-60")
  void the_old_side_is_closed_before_anything_else_and_opened_once_all_is_told() throws Exception {
    failOver();
    int before = bed.gate().calls().size();
    rejoin();
    assertThat(images.policy("east")).isEmpty();
    var changes =
        bed.gate().callsSince(before).stream()
            .filter(call -> call.service().equals("s3"))
            .map(GatedCall::operation)
            .filter(it -> it.startsWith("PUT ") && !it.contains("/lifeboat/probe-"))
            .toList();
    assertThat(changes)
        .startsWith(
            "PUT /%s?policy".formatted(images.bucket("east")),
            "PUT /%s/lifeboat/ledger-e2.jsonl".formatted(images.bucket("west")));
  }

  @Test
  void where_no_lease_keeps_services_from_writing_it_stays_closed() throws Exception {
    failOver();
    rejoin(false);
    assertThat(images.policy("east").orElseThrow()).contains("LifeboatFence");
  }

  @Test
  void told_once_it_is_not_looked_for_again() throws Exception {
    failOver();
    rejoin();
    var versions = images.versions("west", "lifeboat/ledger-e2.jsonl");
    var again = new BucketReplication(images.buckets(), claim(), true);
    again.pursue(REJOIN, attempt(FAILBACK, 3, TURNS));
    assertThat(images.versions("west", "lifeboat/ledger-e2.jsonl")).isEqualTo(versions);
  }

  @Test
  void while_the_old_side_is_out_of_reach_nothing_is_claimed() throws Exception {
    failOver();
    place(placements.read("shop").orElseThrow().claimedBy(FAILBACK));
    bed.gate().cut(TestBed.PRIMARY, Cut.REFUSE);
    var replication = new BucketReplication(images.buckets(), claim(), true);
    assertThat(replication.observe(REJOIN)).isInstanceOf(Observation.Unreachable.class);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> replication.pursue(REJOIN, attempt(FAILBACK, 3, 1)))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB2002));
    assertThat(images.read("west", "lifeboat/ledger-e2.jsonl")).isEqualTo(Optional.empty());
  }
}
