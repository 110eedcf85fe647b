package dev.lifeboat.aws.iam;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.sun.net.httpserver.Headers;
import dev.lifeboat.aws.iam.IamPolicy.Statement;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Policies that are wrong in what they name are found out by what calls need.
final class CallRightsTest {
  private static final String REGION = "us-west-2";
  private static final String ACCOUNT = "123456789012";
  private static final String CLUSTER = "arn:aws:ecs:us-west-2:123456789012:cluster/web";
  private static final String SERVICES = "arn:aws:ecs:us-west-2:*:service/";

  private static List<NeededRight> call(String service, String operation, String body) {
    var headers = new Headers();
    headers.set("X-Amz-Target", "Any." + operation);
    var request =
        new AwsRequest(
            REGION,
            service,
            operation,
            URI.create("/"),
            headers,
            body.getBytes(StandardCharsets.UTF_8));
    return new CallRights(new Arns(ACCOUNT), request).needed();
  }

  private static IamRules allowed(String action, String resource) {
    return new IamRules(
        IamPolicy.of(
            List.of(new Statement("Planted", "Allow", List.of(action), List.of(resource)))));
  }

  /// A plan may name a cluster by its ARN; the service's own has its name alone.
  @ParameterizedTest
  @CsvSource({"web", CLUSTER})
  void a_policy_that_has_a_clusters_arn_in_a_services_is_found_out(String cluster) {
    var needed =
        Stream.of(
                call("ecs", "DescribeServices", service(cluster, "services", "[\"shop\"]")),
                call("ecs", "UpdateService", service(cluster, "service", "\"shop\"")))
            .flatMap(List::stream)
            .toList();

    assertThatNoException()
        .isThrownBy(
            () -> allowed("ecs:*Service*", SERVICES + "web/shop").assertAllow(needed, "both"));
    for (var wrong : List.of(CLUSTER + "/shop", "web2/shop", "web/shop2")) {
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> allowed("ecs:*Service*", SERVICES + wrong).assertAllow(needed, "both"));
    }
  }

  private static String service(String cluster, String member, String value) {
    return "{\"cluster\":\"%s\",\"%s\":%s}".formatted(cluster, member, value);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:rds:us-west-2:*:db:shop, true",
    "arn:aws:rds:us-west-2:*:db:*, true",
    "arn:aws:rds:us-east-1:*:db:shop, false",
    "arn:aws:rds:us-west-2:*:db:other, false"
  })
  void another_instance_or_region_is_found_out(String resource, boolean isAllowed) {
    var reboot = call("rds", "RebootDBInstance", "Action=X&DBInstanceIdentifier=shop");
    var policy = allowed("rds:RebootDBInstance", resource);
    if (isAllowed) {
      assertThatNoException().isThrownBy(() -> policy.assertAllow(reboot, "reboot"));
    } else {
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> policy.assertAllow(reboot, "reboot"));
    }
  }

  @Test
  void an_item_whose_key_the_condition_does_not_name_is_found_out() {
    var put =
        call(
            "dynamodb",
            "PutItem",
            "{\"TableName\":\"v\",\"Item\":{\"workload\":{\"S\":\"shop\"}}}");
    for (var keys : List.of(List.of("shop"), List.of("sh*"))) {
      assertThatNoException().isThrownBy(() -> keyed(keys).assertAllow(put, "put"));
    }
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> keyed(List.of("mall")).assertAllow(put, "put"));
  }

  private static IamRules keyed(List<String> keys) {
    return new IamRules(
        IamPolicy.of(
            List.of(
                new Statement(
                    "Planted",
                    "Allow",
                    List.of("dynamodb:PutItem"),
                    List.of("arn:aws:dynamodb:us-west-2:*:table/v"),
                    Map.of("ForAllValues:StringLike", Map.of(NeededRight.LEADING_KEYS, keys))))));
  }
}
