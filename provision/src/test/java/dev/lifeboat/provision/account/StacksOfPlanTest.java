package dev.lifeboat.provision.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/// Which stacks of an account are a plan's, and so may be removed with it.
final class StacksOfPlanTest {
  @ParameterizedTest
  @CsvSource({
    "lifeboat-shop-alarms-primary-2, lifeboat:plan, shop, true",
    "lifeboat-shop-east-primary, lifeboat:plan, shop-east, false",
    "network-of-shop, lifeboat:plan, shop, false",
    "lifeboat-shop-network, team, shop, false"
  })
  void bears_its_name_and_its_tag(String name, String tag, String value, boolean is) {
    var stack =
        Stack.builder().stackName(name).tags(Tag.builder().key(tag).value(value).build()).build();
    assertThat(StacksOfPlan.isOf("shop", stack)).isEqualTo(is);
  }
}
