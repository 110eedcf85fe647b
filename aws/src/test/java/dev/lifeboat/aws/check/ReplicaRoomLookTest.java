package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.rds.PlainInstance;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.rds.ReplicaKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.rds.model.DescribeAccountAttributesResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;

/// The needs of the way home are told while there is still time for it.
final class ReplicaRoomLookTest {
  private boolean isEncrypted;

  private List<String> found(Optional<String> key) throws Exception {
    var answers =
        new AwsAnswers()
            .to(DescribeDbInstancesRequest.class, _ -> described())
            .to(
                DescribeAccountAttributesRequest.class,
                _ -> DescribeAccountAttributesResponse.builder().build());
    var home =
        new RdsSite(
            "us-east-1",
            "east-db",
            Optional.empty(),
            List.of(),
            Optional.empty(),
            key,
            Optional.empty(),
            Optional.empty());
    try (var clients = answers.clients()) {
      var look = new Look(clients, "orders", "us-east-1");
      new ReplicaRoomLook(new ReplicaKey("east", home), PlainInstance.at("us-west-2", "west-db"), 1)
          .look(look);
      return FindingTexts.of(look);
    }
  }

  private DescribeDbInstancesResponse described() {
    var source =
        DBInstance.builder().dbInstanceIdentifier("west-db").storageEncrypted(isEncrypted).build();
    return DescribeDbInstancesResponse.builder().dbInstances(source).build();
  }

  @Test
  void a_missing_key_of_what_is_encrypted_elsewhere_is_told() throws Exception {
    isEncrypted = true;
    assertThat(found(Optional.empty()))
        .containsExactly(
            "WARNING LB2008 west-db is encrypted, and the plan names no key of us-east-1");
    assertThat(found(Optional.of("alias/shop"))).isEmpty();
  }

  @Test
  void so_is_a_key_of_what_is_not() throws Exception {
    assertThat(found(Optional.of("alias/shop")))
        .containsExactly(
            "WARNING LB2008 west-db is not encrypted, and the plan names a key of us-east-1");
    assertThat(found(Optional.empty())).isEmpty();
  }
}
