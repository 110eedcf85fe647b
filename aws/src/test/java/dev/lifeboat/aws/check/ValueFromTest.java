package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Where a value is taken from is read as ECS reads it.
final class ValueFromTest {
  private static ValueFrom of(String text) {
    return ValueFrom.of(text, "us-west-2", "123456789012");
  }

  @Test
  void a_name_is_a_parameter_of_the_region_where_the_task_starts() {
    assertThat(of("url")).isEqualTo(new ValueFrom.Parameter(List.of("url")));
    assertThat(of("/shop/url")).isEqualTo(new ValueFrom.Parameter(List.of("/shop/url")));
  }

  @Test
  void an_arn_leaves_open_whether_a_name_without_a_path_has_a_slash() {
    assertThat(of("arn:aws:ssm:us-west-2:123456789012:parameter/shop/url"))
        .isEqualTo(new ValueFrom.Parameter(List.of("/shop/url")));
    assertThat(of("arn:aws:ssm:us-west-2:123456789012:parameter/url"))
        .isEqualTo(new ValueFrom.Parameter(List.of("/url", "url")));
  }

  @Test
  void another_region_is_told_of_parameters_and_secrets_in_every_partition() {
    assertThat(of("arn:aws:ssm:us-east-1:123456789012:parameter/url"))
        .isEqualTo(new ValueFrom.Elsewhere("us-east-1"));
    assertThat(of("arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:db-a1b2c3:user::"))
        .isEqualTo(new ValueFrom.Elsewhere("cn-north-1"));
    assertThat(of("arn:aws:secretsmanager:us-west-2:123456789012:secret:db-a1b2c3"))
        .isEqualTo(new ValueFrom.Secret());
  }

  @Test
  void what_no_list_of_the_account_has_is_not_called_missing() {
    assertThat(of("/aws/reference/secretsmanager/db")).isEqualTo(new ValueFrom.Unlisted());
    assertThat(of("arn:aws:ssm:us-west-2:210987654321:parameter/shop/url"))
        .isEqualTo(new ValueFrom.Unlisted());
  }
}
