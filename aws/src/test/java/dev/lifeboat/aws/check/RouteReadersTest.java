package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.route.RouteSite;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may read an object without credentials, by the policy of its bucket.
final class RouteReadersTest {
  private static final RouteSite OBJECT =
      new RouteSite("us-west-2", "routes", "lifeboat/entry.json");
  private static final List<String> CHECKERS = List.of("192.0.2.0/26", "198.51.100.0/26");

  private static String policy(String statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":%s}".formatted(statements.replace('\'', '"'));
  }

  private static String read(String principal, String action, String resource, String condition) {
    return "{'Effect':'Allow','Principal':%s,'Action':%s,'Resource':%s%s}"
        .formatted(principal, action, resource, condition);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'*' | 's3:GetObject' | 'arn:aws:s3:::routes/lifeboat/entry.json' | true",
        "{'AWS':'*'} | ['s3:ListBucket','s3:Get*'] | ['arn:aws:s3:::routes/*'] | true",
        "{'AWS':['*']} | 's3:*' | '*' | true",
        "{'AWS':'arn:aws:iam::1:root'} | 's3:*' | '*' | false",
        "'*' | 's3:PutObject' | '*' | false",
        "'*' | 's3:GetObject' | 'arn:aws:s3:::routes/other.json' | false"
      },
      quoteCharacter = '"')
  void everybody_reads_where_a_statement_lets_anybody(
      String principal, String action, String resource, boolean everybody) {
    var found = RouteReaders.of(Optional.of(policy(read(principal, action, resource, ""))), OBJECT);

    assertThat(found.everybody()).isEqualTo(everybody);
    assertThat(found.ranges()).isEmpty();
  }

  @Test
  void whoever_asks_from_certain_addresses_alone_is_not_everybody() {
    var from = ",'Condition':{'IpAddress':{'aws:SourceIp':['192.0.2.0/26','203.0.113.7/32']}}";
    var found =
        RouteReaders.of(
            Optional.of(policy("[%s]".formatted(read("'*'", "'s3:GetObject'", "'*'", from)))),
            OBJECT);

    assertThat(found.everybody()).isFalse();
    assertThat(found.ranges()).containsExactly("192.0.2.0/26", "203.0.113.7/32");
    assertThat(RouteReaders.of(Optional.empty(), OBJECT).ranges()).isEmpty();
  }

  /// Readers by another condition, such as an endpoint of a VPC, are somebody else's.
  @Test
  void whom_another_condition_lets_in_is_left_alone() {
    var vpc = ",'Condition':{'StringEquals':{'aws:SourceVpce':'vpce-1'}}";
    var statements = "[%s]".formatted(read("'*'", "'s3:GetObject'", "'*'", vpc));

    var found = RouteReaders.of(Optional.of(policy(statements)), OBJECT);

    assertThat(found.everybody()).isFalse();
    assertThat(found.ranges()).isEmpty();
    assertThat(RouteReaders.policy(Optional.of(policy(statements)), OBJECT, CHECKERS))
        .contains("vpce-1");
  }

  /// S3 calls such a policy public, and refuses it where public access is blocked.
  @Test
  void a_condition_that_anybody_can_meet_lets_everybody_in() {
    var tls = ",'Condition':{'Bool':{'aws:SecureTransport':'true'}}";
    var statements = policy("[%s]".formatted(read("'*'", "'s3:GetObject'", "'*'", tls)));

    assertThat(RouteReaders.of(Optional.of(statements), OBJECT).everybody()).isTrue();
    assertThat(
            RouteReaders.of(
                    Optional.of(RouteReaders.policy(Optional.of(statements), OBJECT, CHECKERS)),
                    OBJECT)
                .everybody())
        .isFalse();
  }

  /// A user's own statement, such as one that wants TLS, is not the affair of routes.
  @Test
  void the_policy_that_is_told_lets_in_the_checkers_alone_and_keeps_what_else_it_says() {
    var tls = "{'Sid':'Tls','Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*'}";
    var open = read("'*'", "'s3:GetObject'", "'arn:aws:s3:::routes/*'", "");
    var told =
        RouteReaders.policy(Optional.of(policy("[%s,%s]".formatted(tls, open))), OBJECT, CHECKERS);

    assertThat(told).contains("\"Sid\":\"Tls\"");
    var readers = RouteReaders.of(Optional.of(told), OBJECT);
    assertThat(readers.everybody()).isFalse();
    assertThat(readers.ranges()).containsExactlyElementsOf(CHECKERS);
    assertThat(RouteReaders.policy(Optional.of(told), OBJECT, CHECKERS)).isEqualTo(told);
    assertThat(
            RouteReaders.of(
                Optional.of(RouteReaders.policy(Optional.empty(), OBJECT, CHECKERS)), OBJECT))
        .isEqualTo(readers);
  }
}
