package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ContainerImageTest {
  private static final String REGISTRY = "123456789012.dkr.ecr.us-west-2.amazonaws.com/";

  @Test
  void a_digest_counts_more_than_a_tag() {
    var digest = "sha256:" + "0".repeat(64);
    var image = ContainerImage.of(REGISTRY + "shop/web:7@" + digest).orElseThrow();
    assertThat(image.awsRegion()).isEqualTo("us-west-2");
    assertThat(image.repository()).isEqualTo("shop/web");
    assertThat(image.digest()).contains(digest);
    assertThat(image.tag()).isEmpty();
  }

  @Test
  void without_either_it_is_the_latest() {
    assertThat(ContainerImage.of(REGISTRY + "web").orElseThrow().tag()).contains("latest");
  }

  @Test
  void other_registries_are_not_asked() {
    assertThat(ContainerImage.of("web:1")).isEmpty();
    assertThat(ContainerImage.of("public.ecr.aws/docker/library/postgres:18")).isEmpty();
  }

  @Test
  void units_and_vcpus_are_the_same_amount() {
    assertThat(CapacityDemand.vcpus("256")).isEqualTo(0.25);
    assertThat(CapacityDemand.vcpus(".25 vCPU")).isEqualTo(0.25);
  }
}
