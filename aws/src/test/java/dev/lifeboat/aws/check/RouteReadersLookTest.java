package dev.lifeboat.aws.check;

import static dev.lifeboat.aws.check.HostedName.CHECKERS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/// Whether Route 53's health checkers read the objects of a name, and nobody else.
final class RouteReadersLookTest {
  private static final String BUCKET = "routes-west";

  private final HostedName name = new HostedName(List.of());

  private List<String> found() throws Exception {
    return name.found(it -> new RouteReadersLook(name.site).look(it));
  }

  private void readBy(List<String> ranges) {
    name.policies.put(
        BUCKET, RouteReaders.policy(Optional.empty(), name.site.objects().get("west"), ranges));
  }

  private void assertOnly(String what) throws Exception {
    assertThat(found()).containsExactly("WARNING LB2018 " + what);
  }

  @Test
  void by_the_addresses_of_route_53_alone_is_as_it_must_be() throws Exception {
    assertThat(found()).isEmpty();
  }

  @Test
  void an_address_of_route_53_that_may_not_is_told() throws Exception {
    readBy(CHECKERS.subList(1, 2));
    assertOnly(
        "the policy of routes-west lets no health checker from [192.0.2.96/28] read its object");
    name.policies.remove(BUCKET);
    assertOnly(
        "the policy of routes-west lets no health checker from [192.0.2.96/28, 198.51.100.0/26]"
            + " read its object");
  }

  @Test
  void somebody_else_who_may_is_told() throws Exception {
    readBy(List.of(CHECKERS.getFirst(), CHECKERS.getLast(), "203.0.113.9/32"));
    assertOnly("the policy of routes-west lets others read its object: [203.0.113.9/32]");
  }

  @Test
  void everybody_is_told_before_anybody() throws Exception {
    name.policies.put(
        BUCKET,
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\","
            + "\"Resource\":\"arn:aws:s3:::routes-west/*\"}]}");
    assertOnly("the policy of routes-west lets everybody read its object");
  }

  @Test
  void a_bucket_that_is_not_closed_to_the_public_in_each_way_is_told() throws Exception {
    var closed = name.blocks.get(BUCKET);
    for (var open :
        List.<UnaryOperator<PublicAccessBlockConfiguration.Builder>>of(
            it -> it.blockPublicAcls(false),
            it -> it.ignorePublicAcls(false),
            it -> it.blockPublicPolicy(false),
            it -> it.restrictPublicBuckets(false))) {
      name.blocks.put(BUCKET, open.apply(closed.toBuilder()).build());
      assertOnly("public access to routes-west is not blocked");
    }
    name.blocks.remove(BUCKET);
    assertOnly("public access to routes-west is not blocked");
  }
}
