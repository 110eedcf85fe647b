package dev.lifeboat.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceReadReplicaRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;

/// The request for a replica whose source grew while the instance that it resembles was away.
final class ReplicaRequestTest {
  private static final String KEY = "arn:aws:kms:us-east-1:1:key/2";

  private static CreateDbInstanceReadReplicaRequest asked(
      Consumer<DBInstance.Builder> former, int sourceGib) {
    return asked(former, sourceGib, Optional.empty());
  }

  private static CreateDbInstanceReadReplicaRequest asked(
      Consumer<DBInstance.Builder> former, int sourceGib, Optional<String> key) {
    var request = CreateDbInstanceReadReplicaRequest.builder();
    new Likeness(DBInstance.builder().applyMutation(former).build(), true)
        .give(request, DBInstance.builder().allocatedStorage(sourceGib).build(), key);
    return request.build();
  }

  @Test
  void storage_may_grow_further_than_its_source_has_grown() {
    assertThat(asked(it -> it.allocatedStorage(20).maxAllocatedStorage(100), 20))
        .extracting(CreateDbInstanceReadReplicaRequest::maxAllocatedStorage)
        .isEqualTo(100);
    assertThat(asked(it -> it.allocatedStorage(20).maxAllocatedStorage(100), 205))
        .extracting(CreateDbInstanceReadReplicaRequest::maxAllocatedStorage)
        .isEqualTo(226);
  }

  @Test
  void input_and_output_are_no_less_than_the_size_allows() {
    assertThat(asked(it -> it.storageType("io1").allocatedStorage(100).iops(1_000), 4_000).iops())
        .isEqualTo(2_000);
    assertThat(asked(it -> it.storageType("io1").allocatedStorage(100).iops(3_000), 400).iops())
        .isEqualTo(3_000);
    assertThat(asked(it -> it.storageType("gp3").allocatedStorage(100).iops(3_000), 500).iops())
        .as("of one stripe")
        .isNull();
    assertThat(asked(it -> it.storageType("gp3").allocatedStorage(500).iops(16_000), 500).iops())
        .isEqualTo(16_000);
  }

  @Test
  void the_key_of_insights_is_handed_on_where_rds_is_granted_it() {
    Consumer<DBInstance.Builder> insights =
        it -> it.performanceInsightsEnabled(true).performanceInsightsKMSKeyId(KEY);

    assertThat(asked(insights, 20, Optional.of(KEY)).performanceInsightsKMSKeyId()).isEqualTo(KEY);
    assertThat(asked(insights, 20, Optional.of("alias/other")))
        .satisfies(it -> {
          assertThat(it.enablePerformanceInsights()).isTrue();
          assertThat(it.performanceInsightsKMSKeyId()).isNull();
        });
  }
}
