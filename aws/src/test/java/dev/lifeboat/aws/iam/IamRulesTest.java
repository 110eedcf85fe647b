package dev.lifeboat.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lifeboat.aws.iam.IamPolicy.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rules of IAM as tests take them.
final class IamRulesTest {
  private static final String KEYS = NeededRight.LEADING_KEYS;

  private static boolean allows(NeededRight right, Statement... statements) {
    return new IamRules(new IamPolicy("2012-10-17", List.of(statements))).allow(right);
  }

  private static Statement statement(String effect, String action, String resource) {
    return new Statement("S", effect, List.of(action), List.of(resource));
  }

  @ParameterizedTest
  @CsvSource({
    "rds:RebootDBInstance, arn:aws:rds:us-west-2:1:db:shop, true",
    "RDS:rebootdbinstance, arn:aws:rds:us-west-2:1:db:shop, true",
    "rds:Reboot*, arn:aws:rds:us-west-2:1:db:s?op, true",
    "rds:Reboot*, arn:aws:rds:*:*:db:*, true",
    "rds:RebootDBInstance, *, true",
    "rds:ModifyDBInstance, *, false",
    "rds:RebootDBInstance, arn:aws:rds:us-east-1:1:db:shop, false",
    "rds:RebootDBInstance, arn:aws:rds:us-west-2:1:db:shop-*, false",
    "rds:RebootDBInstance, arn:aws:rds:*:db:shop, false",
    "rds:RebootDBInstance, arn:aws:*, false"
  })
  void wildcards_stand_for_any_text_within_a_segment(
      String action, String resource, boolean isAllowed) {
    var right = new NeededRight("rds:RebootDBInstance", "arn:aws:rds:us-west-2:1:db:shop");
    assertThat(allows(right, statement("Allow", action, resource))).isEqualTo(isAllowed);
  }

  @Test
  void what_is_denied_stays_denied() {
    var right = new NeededRight("s3:PutObject", "arn:aws:s3:::b/a/c");
    var allowed = statement("Allow", "s3:*", "arn:aws:s3:::b/*");
    assertThat(allows(right, allowed)).isTrue();
    assertThat(allows(right, allowed, statement("Deny", "s3:Put*", "arn:aws:s3:::b/a/*")))
        .isFalse();
    assertThat(allows(right, allowed, statement("Deny", "s3:Put*", "arn:aws:s3:::b/d/*"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, mall, true",
    "StringEquals, m*, false",
    "StringLike, m*, true",
    "ForAnyValue:StringLike, m*, true",
    "ForAllValues:StringLike, m*, false",
    "ForAllValues:StringLike, *, true"
  })
  void a_condition_is_of_one_value_or_of_each(String operator, String wanted, boolean isAllowed) {
    var right = new NeededRight("d:Get", "*", Map.of(KEYS, List.of("mall", "shop")));
    assertThat(allows(right, conditional(operator, KEYS, wanted))).isEqualTo(isAllowed);
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, false",
    "Bool, false",
    "ForAnyValue:StringEquals, false",
    "ForAllValues:StringLike, true"
  })
  void a_key_that_a_request_lacks_fails_all_but_a_condition_of_each_value(
      String operator, boolean isAllowed) {
    var right = new NeededRight("d:Get", "*");
    assertThat(allows(right, conditional(operator, KEYS, "mall"))).isEqualTo(isAllowed);
  }

  /// Nothing of ours is taken for allowed because nobody knew the word.
  @Test
  void an_operator_that_nobody_taught_it_is_no_condition_that_holds() {
    var right = new NeededRight("d:Get", "*", Map.of(KEYS, List.of("mall")));
    assertThatIllegalStateException()
        .isThrownBy(() -> allows(right, conditional("IpAddress", KEYS, "10.0.0.0/8")));
  }

  private static Statement conditional(String operator, String key, String wanted) {
    return new Statement(
        "S",
        "Allow",
        List.of("d:Get"),
        List.of("*"),
        Map.of(operator, Map.of(key, List.of(wanted))));
  }
}
