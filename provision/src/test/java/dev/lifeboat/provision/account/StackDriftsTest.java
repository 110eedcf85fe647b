package dev.lifeboat.provision.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.provision.apply.ResourceDrift;
import dev.lifeboat.provision.apply.StackAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceDriftsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceDriftsResponse;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDrift;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;

/// Drift on more than one page, which the emulated account does not give.
final class StackDriftsTest {
  private static final StackAddress AT = new StackAddress("us-west-2", "lifeboat-shop-recovery");

  private static StackResourceDrift drift(String id, StackResourceDriftStatus status) {
    return StackResourceDrift.builder()
        .logicalResourceId(id)
        .resourceType("AWS::SNS::Topic")
        .stackResourceDriftStatus(status)
        .build();
  }

  private static final class Pages implements CloudFormationClient {
    @Override
    public DescribeStackResourceDriftsResponse describeStackResourceDrifts(
        DescribeStackResourceDriftsRequest ask) {
      assertThat(ask.stackResourceDriftStatusFiltersAsStrings())
          .containsExactly("MODIFIED", "DELETED");
      var answer = DescribeStackResourceDriftsResponse.builder();
      return ask.nextToken() == null
          ? answer
              .stackResourceDrifts(drift("One", StackResourceDriftStatus.DELETED))
              .nextToken("2")
              .build()
          : answer.stackResourceDrifts(drift("Two", StackResourceDriftStatus.MODIFIED)).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  @Test
  void all_pages_are_read_and_what_differs_in_nothing_that_is_told_is_not_deleted()
      throws Exception {
    var clients =
        new AwsClients(Optional.empty(), AnonymousCredentialsProvider.create())
            .with((_, _) -> Optional.of(new Pages()));
    var type = "AWS::SNS::Topic";

    assertThat(new StackDrifts(clients).drifts(AT))
        .containsExactly(
            new ResourceDrift(AT, type, "One", "", true, List.of()),
            new ResourceDrift(AT, type, "Two", "", false, List.of()));
  }
}
