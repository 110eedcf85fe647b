package dev.lifeboat.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.drill.WholeBuckets;
import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.awstestbed.AwsReconcilerContract;
import dev.lifeboat.awstestbed.Gates;
import dev.lifeboat.awstestbed.Images;
import dev.lifeboat.awstestbed.Tables;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.scenario.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a drill sees of a bucket's two halves.
@ExtendWith(TestBed.InTests.class)
final class StoredObjectsTest {
  private static final String PREFIX = "orders/one/";

  private final TestBed bed;
  private final AwsClients clients;
  private final Images images;
  private final StoredObjects objects;

  StoredObjectsTest(TestBed bed) {
    this.bed = bed;
    this.clients = bed.newClients();
    this.images = new Images(bed, clients, true);
    this.objects = new StoredObjects(images.buckets());
  }

  @BeforeEach
  void create() {
    images.create();
    images.replicate("east");
  }

  @AfterEach
  void end() {
    clients.close();
  }

  private void promoteWest() throws Exception {
    var placements = new DynamoPlacements(Tables.table(bed, Tables.newPlacements(bed)));
    placements.compareAndSet(
        Optional.empty(),
        Placement.first("shop", "east").claimedBy(AwsReconcilerContract.RUN).promoted("west", 2));
    new BucketPromotion(
            images.buckets(), Gates.of(placements, new PresentClaim(placements, "shop")))
        .pursue(new Goal.Promoted(Images.NAME, "west"), AwsReconcilerContract.ofTheOpenRun(1));
  }

  @Test
  void neither_what_was_deleted_nor_lifeboats_own_is_an_object_of_the_workload() throws Exception {
    images.put("east", PREFIX + "1", "a");
    images.put("east", PREFIX + "2", "b");
    images.put("east", "others/3", "c");
    images.put("east", "lifeboat/promoted-e9.json", "{}");
    images.delete("east", PREFIX + "2");

    assertThat(objects.keys("east", PREFIX)).containsExactly(PREFIX + "1");
    assertThat(objects.keys("east", "")).containsExactly(PREFIX + "1", "others/3");
  }

  /// Users of the new writer are not to see it, and the way home puts that right.
  @Test
  @Tag("invariant-68")
  void what_came_late_to_the_new_writer_is_not_held_there() throws Exception {
    images.put("east", PREFIX + "1", "arrived");
    images.settle();
    images.cutOff("east");
    images.put("east", PREFIX + "2", "late");
    promoteWest();
    images.put("west", PREFIX + "3", "new");
    assertThat(objects.keysSince("west", 2, PREFIX)).containsExactly(PREFIX + "1", PREFIX + "3");

    images.join("east");
    images.settle();

    assertThat(objects.keys("west", PREFIX)).hasSize(3);
    assertThat(objects.keysSince("west", 2, PREFIX)).containsExactly(PREFIX + "1", PREFIX + "3");
  }

  @Test
  void two_halves_are_the_same_once_all_has_arrived_and_not_before() throws Exception {
    images.put("east", "a", "1");
    images.settle();
    images.cutOff("east");
    images.put("east", "b", "2");

    var missed = compare();
    assertThat(missed.verdict()).as("%s", missed).isEqualTo(Judgement.MISSED);
    assertThat(missed.why()).contains("only in east");

    images.join("east");
    assertThat(compare().verdict()).isEqualTo(Judgement.MET);
  }

  /// By a clock that a look moves on.
  private DataCheck.Part compare() throws InterruptedException {
    var now = new AtomicReference<>(Instant.EPOCH);
    InstantSource clock = () -> now.updateAndGet(it -> it.plus(Duration.ofSeconds(10)));
    return new WholeBuckets(clock, _ -> {}, true).compare(Images.NAME, objects, "east", "west");
  }

  @Test
  void what_is_removed_leaves_no_version_in_either_half() throws Exception {
    images.put("east", PREFIX + "1", "a");
    images.put("east", PREFIX + "1", "b");
    images.delete("east", PREFIX + "1");
    images.put("east", "others/2", "c");
    images.settle();

    for (var region : List.of("east", "west")) {
      objects.removeAll(region, PREFIX);
      assertThat(images.versions(region, PREFIX)).isEmpty();
      assertThat(images.versions(region, "others/")).hasSize(1);
    }
  }
}
