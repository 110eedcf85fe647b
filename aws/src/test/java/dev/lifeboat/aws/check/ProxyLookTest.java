package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.rds.PlainInstance;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DBProxy;
import software.amazon.awssdk.services.rds.model.DBProxyTarget;
import software.amazon.awssdk.services.rds.model.DescribeDbProxiesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbProxiesResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbProxyTargetsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbProxyTargetsResponse;

/// Of the proxies of an account those that lead to the writer are told.
final class ProxyLookTest {
  private final AwsAnswers answers =
      new AwsAnswers()
          .to(
              DescribeDbProxiesRequest.class,
              _ ->
                  DescribeDbProxiesResponse.builder()
                      .dbProxies(proxy("before"), proxy("elsewhere"))
                      .build())
          .to(
              DescribeDbProxyTargetsRequest.class,
              request ->
                  DescribeDbProxyTargetsResponse.builder()
                      .targets(
                          DBProxyTarget.builder()
                              .rdsResourceId(
                                  request.dbProxyName().equals("before") ? "db" : "other")
                              .build())
                      .build());

  private static DBProxy proxy(String name) {
    return DBProxy.builder().dbProxyName(name).build();
  }

  private List<String> found() throws Exception {
    try (var clients = answers.clients()) {
      var look = new Look(clients, "orders", "us-east-1");
      new ProxyLook(PlainInstance.at("us-east-1", "db")).look(look);
      return FindingTexts.of(look);
    }
  }

  @Test
  void a_proxy_that_leads_to_the_writer_is_a_warning_and_no_other() throws Exception {
    assertThat(found())
        .singleElement()
        .asString()
        .startsWith("WARNING LB2018")
        .contains("the proxy before in us-east-1 leads to db");
  }

  @Test
  void a_region_that_is_silent_keeps_nobody_from_leaving_it() throws Exception {
    answers.silence(true);
    assertThat(found()).isEmpty();
  }
}
