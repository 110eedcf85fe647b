package dev.lifeboat.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BucketPolicyTest {
  private static final BucketSite SITE =
      new BucketSite("us-east-1", "images", "role", Optional.empty());
  private static final String OWN =
      """
      {"Version":"2012-10-17","Statement":{"Sid":"Own","Effect":"Allow"}}\
      """;

  @Test
  void closed_and_opened_again_it_says_what_it_said() {
    var closed = Optional.of(BucketPolicy.closed(Optional.of(OWN), SITE));
    assertThat(BucketPolicy.isClosed(closed)).isTrue();
    assertThat(closed.orElseThrow()).contains("Own", "s3:PutObject", "arn:aws:s3:::images/*");
    assertThat(BucketPolicy.closed(closed, SITE)).isEqualTo(closed.orElseThrow());
    assertThat(BucketPolicy.opened(closed))
        .contains(
            """
            {"Version":"2012-10-17","Statement":[{"Sid":"Own","Effect":"Allow"}]}\
            """);
  }

  @Test
  void where_nothing_else_stood_nothing_is_left() {
    var closed = Optional.of(BucketPolicy.closed(Optional.empty(), SITE));
    assertThat(BucketPolicy.opened(closed)).isEmpty();
    assertThat(BucketPolicy.isClosed(Optional.empty())).isFalse();
    assertThat(BucketPolicy.isClosed(Optional.of(OWN))).isFalse();
  }
}
