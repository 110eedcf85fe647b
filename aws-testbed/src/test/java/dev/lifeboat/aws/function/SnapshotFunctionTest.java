package dev.lifeboat.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.awstestbed.Allowed;
import dev.lifeboat.awstestbed.Deliveries;
import dev.lifeboat.awstestbed.FunctionHost;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.Strategy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBSnapshot;

/// A snapshot a day, and a copy of it in the other region, whoever asks and how often.
@ExtendWith(TestBed.InTests.class)
final class SnapshotFunctionTest {
  private final TestBed.Accounts accounts;

  SnapshotFunctionTest(TestBed.Accounts accounts) {
    this.accounts = accounts;
  }

  private static List<String> snapshots(RdsClient rds) {
    return rds.describeDBSnapshots().dbSnapshots().stream()
        .filter(it -> "manual".equals(it.snapshotType()))
        .map(DBSnapshot::dbSnapshotIdentifier)
        .sorted()
        .toList();
  }

  @Test
  @Tag("invariant-64")
  void of_many_deliveries_one_snapshot_is_taken_and_copied_and_others_stay(@TempDir Path state)
      throws Exception {
    try (var bed = accounts.open()) {
      var shop = new Shop(bed, Strategy.WARM_STANDBY, state);
      var code = new FunctionHost.Code(SnapshotHandler.class.getName(), shop.file());
      try (var one = new FunctionHost(bed, TestBed.RECOVERY, "one", code);
          var two = new FunctionHost(bed, TestBed.RECOVERY, "two", code);
          var home = bed.patient(RdsClient.builder(), TestBed.PRIMARY);
          var away = bed.patient(RdsClient.builder(), TestBed.RECOVERY)) {
        shop.create();
        shop.adopt();
        var instance = shop.databases().name();
        home.createDBSnapshot(
            it -> it.dbInstanceIdentifier(instance).dbSnapshotIdentifier("by-hand"));
        var today =
            "lifeboat-%s-%s"
                .formatted(instance, LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC));

        Deliveries.atOnce(List.of(one, two), "{}");
        var told = one.answer("{}").get("orders");

        assertThat(told.get("snapshot").asString()).isEqualTo(today);
        assertThat(told.get("taken").asBoolean()).isTrue();
        assertThat(told.get("copied").asBoolean()).isTrue();
        assertThat(told.get("deleted").size()).isZero();
        assertThat(snapshots(home)).containsExactlyInAnyOrder("by-hand", today);
        assertThat(snapshots(away)).containsExactly(today);

        // Ten days later, by a clock of the test's own.
        var later = Clock.offset(Clock.systemUTC(), Duration.ofDays(10));
        int before = bed.gate().calls().size();
        var next = new SnapshotFunction(bed.clients(), shop.plan(), shop.placements(), later);
        var kept = next.keep(shop.workload(), new SnapshotRule(0, Duration.ofDays(7)));
        assertThat(kept.toString()).contains(today + " in us-east-1", today + " in us-west-2");
        assertThat(snapshots(home)).hasSize(2).contains("by-hand").doesNotContain(today);
        assertThat(snapshots(away)).hasSize(1).doesNotContain(today);
        var both = new ArrayList<>(bed.gate().callsSince(before));

        var refused = one.invoke("{\"retainDays\":0}");
        assertThat(refused.payload().asUtf8String()).contains("\\\"retainDays\\\" was 0");

        var allowed = new Allowed(IamPolicy.of(shop.plan(), IamPolicy.Use.SNAPSHOT, "*"));
        both.addAll(one.gate().calls());
        both.addAll(two.gate().calls());
        allowed.assertCovers(both);
        allowed.assertNeeds(both, Set.of("rds:AddTagsToResource"));
      } finally {
        shop.end();
      }
    }
  }
}
