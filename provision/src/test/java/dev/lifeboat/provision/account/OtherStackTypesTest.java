package dev.lifeboat.provision.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherStackTypesTest {
  private static final String NESTED = "AWS::CloudFormation::Stack";
  private static final String ARN =
      "arn:aws:cloudformation:eu-west-1:123456789012:stack/shop-data-1X/0f";

  @Test
  void a_nested_stack_is_told_until_it_is_given_too() {
    assertThat(OtherStackTypes.why(NESTED, List.of("shop"), ARN))
        .hasValueSatisfying(it -> assertThat(it).endsWith("--stack shop-data-1X"));
    assertThat(OtherStackTypes.why(NESTED, List.of("shop", "shop-data-1X"), ARN)).isEmpty();
  }

  @Test
  void groups_beside_a_capacity_provider_are_no_services() {
    assertThat(OtherStackTypes.isCapacity("AWS::ECS::CapacityProvider")).isTrue();
    assertThat(OtherStackTypes.isCapacity("AWS::ECS::ClusterCapacityProviderAssociations"))
        .isTrue();
    assertThat(OtherStackTypes.isCapacity("AWS::ECS::Service")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS::DynamoDB::Table",
        "AWS::EFS::FileSystem",
        "AWS::ElastiCache::ReplicationGroup",
        "AWS::RDS::DBCluster",
        "AWS::SQS::Queue",
        "AWS::Lambda::Function",
        "AWS::EC2::Instance"
      })
  void what_holds_data_or_runs_is_told(String type) {
    assertThat(OtherStackTypes.why(type, List.of(), "x")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS::EC2::VPC",
        "AWS::IAM::Role",
        "AWS::Lambda::Permission",
        "AWS::SQS::QueuePolicy",
        "AWS::ElastiCache::SubnetGroup",
        "Custom::Thing"
      })
  void what_nobody_would_look_for_in_a_plan_is_not(String type) {
    assertThat(OtherStackTypes.why(type, List.of(), null)).isEmpty();
  }
}
