package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.rds.PlainInstance;
import dev.lifeboat.aws.rds.RdsSite;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

final class EndpointLookTest {
  private static final String NAME = "/shop/orders/address";
  private static final RdsSite DATABASE = PlainInstance.at("us-west-2", "shop");

  private static Look found(Optional<Parameter> parameter) throws Exception {
    var aws =
        new AwsAnswers()
            .to(
                GetParametersRequest.class,
                _ ->
                    GetParametersResponse.builder().parameters(parameter.stream().toList()).build())
            .to(
                DescribeDbInstancesRequest.class,
                _ ->
                    DescribeDbInstancesResponse.builder()
                        .dbInstances(
                            DBInstance.builder().endpoint(it -> it.address("shop.west")).build())
                        .build());
    try (var clients = aws.clients()) {
      var look = new Look(clients, "web", "us-west-2");
      var site =
          new EcsSite(
              "us-west-2", "shop", "web", List.of(), List.of(new EcsSite.Endpoint(NAME, "orders")));
      new EndpointLook(
              Map.of("orders", new RegionSites<>("orders", Map.of("west", DATABASE))),
              "west",
              site,
              false)
          .look(look);
      return look;
    }
  }

  private static Parameter parameter(ParameterType type, String value) {
    return Parameter.builder().name(NAME).type(type).value(value).build();
  }

  private static String advised(Look look) {
    return look.findings().getFirst().problem().orElseThrow().action();
  }

  @Test
  void one_that_says_the_address_beside_it_is_no_finding() throws Exception {
    assertThat(found(Optional.of(parameter(ParameterType.STRING, "shop.west"))).findings())
        .isEmpty();
  }

  @Test
  void one_that_is_missing_is_an_obstacle_with_the_line_that_makes_it() throws Exception {
    var look = found(Optional.empty());
    assertThat(FindingTexts.of(look))
        .containsExactly(
            "OBSTACLE LB7010 us-west-2 has no parameter '/shop/orders/address' with the address of"
                + " orders");
    assertThat(advised(look))
        .isEqualTo(
            "aws ssm put-parameter --region us-west-2 --name /shop/orders/address --type String"
                + " --value shop.west");
  }

  @Test
  void one_of_another_address_is_a_warning_since_a_move_writes_it() throws Exception {
    var look = found(Optional.of(parameter(ParameterType.STRING, "shop.east")));
    assertThat(FindingTexts.of(look))
        .containsExactly(
            "WARNING LB2018 parameter /shop/orders/address in us-west-2 says shop.east, and orders"
                + " there is at shop.west");
    assertThat(advised(look)).endsWith("--value shop.west --overwrite");
  }

  @Test
  void a_secret_is_no_place_for_an_address() throws Exception {
    assertThat(
            FindingTexts.of(
                found(Optional.of(parameter(ParameterType.SECURE_STRING, "never-to-be-read")))))
        .containsExactly(
            "OBSTACLE LB7010 parameter /shop/orders/address in us-west-2 is a SecureString");
  }
}
