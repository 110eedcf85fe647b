package dev.lifeboat.vault.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3PlaceTest {
  private static S3Place of(String url) {
    return S3Place.of(url, Optional.empty(), Optional.empty());
  }

  @Test
  void a_place_is_a_bucket_and_a_prefix() {
    assertThat(of("s3://vaults")).hasToString("s3://vaults");
    assertThat(of("s3://vaults/")).hasToString("s3://vaults");
    assertThat(of("s3://vaults/a/b//").prefix()).isEqualTo("a/b");
    assertThat(of("s3://vaults/a").bucket()).isEqualTo("vaults");
  }

  @Test
  void what_the_environment_says_of_the_endpoint_counts() {
    var all = "http://127.0.0.1:1";
    var s3 = "http://127.0.0.1:2";

    assertThat(S3Place.endpoint(Map.of())).isEmpty();
    assertThat(S3Place.endpoint(Map.of("AWS_ENDPOINT_URL", all))).contains(URI.create(all));
    assertThat(S3Place.endpoint(Map.of("AWS_ENDPOINT_URL", all, "AWS_ENDPOINT_URL_S3", s3)))
        .contains(URI.create(s3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> S3Place.endpoint(Map.of("AWS_ENDPOINT_URL", "127.0.0.1:1 ")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://", "s3:///a", "s3://Vaults", "s3://vaults/a//b", "s3://vaults/ä"})
  void what_is_none_is_refused(String url) {
    assertThatIllegalArgumentException().isThrownBy(() -> of(url)).withMessageContaining(url);
  }
}
