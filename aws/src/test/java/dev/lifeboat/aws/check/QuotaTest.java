package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.servicequotas.model.GetAwsDefaultServiceQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.GetAwsDefaultServiceQuotaResponse;
import software.amazon.awssdk.services.servicequotas.model.GetServiceQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.NoSuchResourceException;

/// Of a quota that nobody ever changed Service Quotas knows AWS's default alone.
final class QuotaTest {
  private static List<String> found(double wanted) throws Exception {
    var answers =
        new AwsAnswers()
            .to(
                GetServiceQuotaRequest.class,
                _ -> {
                  throw NoSuchResourceException.builder().message("never applied").build();
                })
            .to(
                GetAwsDefaultServiceQuotaRequest.class,
                _ ->
                    GetAwsDefaultServiceQuotaResponse.builder().quota(it -> it.value(6.0)).build());
    try (var clients = answers.clients()) {
      var look = new Look(clients, "web", "us-west-2");
      Quota.FARGATE.look(look, wanted);
      return FindingTexts.of(look);
    }
  }

  @Test
  void the_default_counts_where_none_was_ever_applied() throws Exception {
    assertThat(found(6)).isEmpty();
    assertThat(found(7)).singleElement().asString().startsWith("OBSTACLE LB7004");
  }
}
