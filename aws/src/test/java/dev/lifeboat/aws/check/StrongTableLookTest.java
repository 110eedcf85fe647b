package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;

final class StrongTableLookTest {
  private static final List<String> REGIONS = List.of("us-east-2", "us-west-2", "us-east-1");

  private static List<String> found(MultiRegionConsistency consistency, String... others)
      throws Exception {
    var replicas =
        Stream.of(others).map(it -> ReplicaDescription.builder().regionName(it).build()).toList();
    try (var clients =
        new AwsAnswers()
            .to(
                DescribeTableRequest.class,
                _ ->
                    DescribeTableResponse.builder()
                        .table(it -> it.multiRegionConsistency(consistency).replicas(replicas))
                        .build())
            .clients()) {
      var look = new Look(clients, "shop", "us-east-2");
      new StrongTableLook("us-east-2", "placements", REGIONS).look(look);
      return FindingTexts.of(look);
    }
  }

  @Test
  void the_table_of_all_regions_is_no_finding() throws Exception {
    assertThat(found(MultiRegionConsistency.STRONG, "us-west-2", "us-east-1")).isEmpty();
  }

  @Test
  void a_table_that_could_contradict_itself_is_an_obstacle() throws Exception {
    var other =
        "OBSTACLE LB7012 table placements in us-east-2 is no global table of strong consistency";
    assertThat(found(MultiRegionConsistency.EVENTUAL, "us-west-2", "us-east-1"))
        .containsExactly(other);
    assertThat(found(MultiRegionConsistency.UNKNOWN_TO_SDK_VERSION)).containsExactly(other);
    assertThat(found(MultiRegionConsistency.STRONG, "us-west-2"))
        .containsExactly(
            "OBSTACLE LB7012 table placements in us-east-2 is without a replica in us-east-1");
  }
}
