package dev.lifeboat.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Tables;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.placement.PlacementsContract;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;

/// Placements in one table of three regions: any one may be away.
@ExtendWith(TestBed.InTests.class)
final class StrongPlacementsTest extends PlacementsContract {
  private static final Placement FIRST = Placement.first("shop", "east");
  private static final List<String> REGIONS =
      List.of(Tables.REGION, TestBed.RECOVERY, TestBed.PRIMARY);

  private final TestBed bed;
  private final String table;

  StrongPlacementsTest(TestBed bed) {
    this.bed = bed;
    this.table = Tables.newPlacements(bed);
    replicate(table);
  }

  private void replicate(String name) {
    var updates = REGIONS.stream().skip(1).map(StrongPlacementsTest::replica).toList();
    bed.clients()
        .client(AwsApi.dynamo(), Tables.REGION)
        .updateTable(it ->
            it.tableName(name)
                .multiRegionConsistency(MultiRegionConsistency.STRONG)
                .replicaUpdates(updates));
  }

  private static ReplicationGroupUpdate replica(String region) {
    return ReplicationGroupUpdate.builder().create(it -> it.regionName(region)).build();
  }

  private Placements of(String name) {
    return new DynamoPlacements(DynamoTable.of(bed.clients(), REGIONS, name));
  }

  @Override
  protected Placements placements() {
    return of(table);
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSE", "UNAVAILABLE", "HANG"})
  void a_run_is_claimed_while_a_region_is_away(Cut cut) throws Exception {
    placements().compareAndSet(Optional.empty(), FIRST);
    bed.gate().cut(Tables.REGION, cut);
    var claimed = FIRST.claimedBy(new RunId("r-1"));

    placements().compareAndSet(Optional.of(FIRST), claimed);

    bed.gate().mend();
    assertThat(placements().read("shop")).contains(claimed);
  }

  @Test
  void a_table_whose_replicas_follow_later_is_asked_in_its_first_region_alone() throws Exception {
    var other = Tables.newPlacements(bed);
    for (var region : REGIONS.subList(1, REGIONS.size())) {
      bed.clients()
          .client(AwsApi.dynamo(), Tables.REGION)
          .updateTable(it -> it.tableName(other).replicaUpdates(replica(region)));
    }
    of(other).compareAndSet(Optional.empty(), FIRST);
    bed.gate().cut(Tables.REGION, Cut.REFUSE);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> of(other).read("shop"))
        .satisfies(it ->
            assertThat(it.problem().happened()).contains("no global table of strong consistency"));
  }
}
