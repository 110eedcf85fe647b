package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.route.Route;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;
import software.amazon.awssdk.services.route53.model.HealthCheckType;

/// Whether a calculated health check says what two of the three objects say.
final class HealthCheckLookTest {
  private static final String EAST = HostedName.LED + "-east";
  private static final String EDGE = HostedName.LED + "-edge";

  private HostedName name = new HostedName(List.of());

  private List<String> found() throws Exception {
    return name.found(it ->
        new HealthCheckLook(name.site, Route.searched("west"), true).look(it, HostedName.LED));
  }

  private void assertOnly(String expected) throws Exception {
    assertThat(found()).singleElement().asString().startsWith(expected);
    name = new HostedName(List.of());
  }

  @Test
  void as_the_guide_has_it_nothing_is_found() throws Exception {
    assertThat(found()).isEmpty();
  }

  @Test
  void one_that_does_not_take_two_of_three_and_say_the_opposite_is_an_obstacle() throws Exception {
    for (var wrong :
        List.<Consumer<HealthCheckConfig.Builder>>of(
            it -> it.type(HealthCheckType.HTTPS),
            it -> it.inverted(false),
            it -> it.healthThreshold(1),
            it -> it.healthThreshold(3),
            it -> it.disabled(true),
            it -> it.childHealthChecks(EAST, EDGE))) {
      name.changeCheck(HostedName.LED, wrong);
      assertOnly(
          "OBSTACLE LB7007 health check led is not calculated over three, healthy from two on,"
              + " and inverted");
    }
  }

  @Test
  void an_object_that_none_of_the_three_asks_for_is_an_obstacle_as_is_the_one_asked_instead()
      throws Exception {
    name.changeCheck(EDGE, it -> it.resourcePath("/other"));
    assertThat(found())
        .satisfiesExactly(
            it ->
                assertThat(it)
                    .startsWith("OBSTACLE LB7007 health check led-edge asks for routes-edge.s3.")
                    .endsWith("/other, which is no object of the plan"),
            it ->
                assertThat(it)
                    .isEqualTo(
                        "OBSTACLE LB7007 no health check asks for the object"
                            + " lifeboat/entry.json in routes-edge"));
  }

  @Test
  void two_that_ask_for_one_object_count_once() throws Exception {
    var east = name.checks.get(EAST);
    name.changeCheck(EDGE, it -> it.fullyQualifiedDomainName(east.fullyQualifiedDomainName()));
    assertThat(found())
        .hasSize(2)
        .last()
        .asString()
        .endsWith("asks for the object lifeboat/entry.json in routes-edge");
  }

  /// S3 names an object in both ways.
  @Test
  void a_bucket_may_stand_in_the_path() throws Exception {
    name.changeCheck(
        EDGE,
        it ->
            it.fullyQualifiedDomainName("s3.eu-central-1.amazonaws.com")
                .resourcePath("/routes-edge/lifeboat/entry.json"));
    assertThat(found()).isEmpty();
    name.changeCheck(EDGE, it -> it.resourcePath("/other/lifeboat/entry.json"));
    assertThat(found()).hasSize(2);
  }

  @Test
  void one_that_does_not_search_for_the_text_is_an_obstacle() throws Exception {
    for (var wrong :
        List.<Consumer<HealthCheckConfig.Builder>>of(
            it -> it.type(HealthCheckType.HTTPS),
            it -> it.inverted(true),
            it -> it.disabled(true),
            it -> it.searchString(Route.searched("east")))) {
      name.changeCheck(EAST, wrong);
      assertOnly(
          "OBSTACLE LB7007 health check led-east is no HTTPS check with string matching that"
              + " searches for \"region\":\"west\"");
    }
  }

  @Test
  void one_that_is_not_there_is_an_obstacle() throws Exception {
    name.checks.remove(EAST);
    assertThat(found())
        .satisfiesExactly(
            it -> assertThat(it).isEqualTo("OBSTACLE LB7005 there is no health check led-east"),
            it -> assertThat(it).contains("no health check asks for the object"));
    name.checks.remove(HostedName.LED);
    assertThat(found()).containsExactly("OBSTACLE LB7005 there is no health check led");
  }

  @Test
  void ninety_seconds_are_soon_and_more_are_a_warning() throws Exception {
    name.changeCheck(EAST, it -> it.requestInterval(10).failureThreshold(9));
    assertThat(found()).isEmpty();
    name.changeCheck(EAST, it -> it.requestInterval(10).failureThreshold(10));
    assertOnly("WARNING LB2018 health check led-east looks every 10 s and changes its mind after");
  }

  /// It would count as healthy, and so would lead users elsewhere.
  @Test
  void one_that_has_seen_nothing_yet_is_an_obstacle() throws Exception {
    name.seen.put(EAST, List.of());
    assertOnly("OBSTACLE LB7007 health check led-east has seen nothing yet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Success: HTTP Status Code 200, OK",
        "Failure: The search string was not found.",
        "Failure: HTTP status code 200 without the text"
      })
  void one_checker_that_read_the_object_is_enough(String status) throws Exception {
    name.seen.put(EAST, List.of("Failure: connection timed out", status));
    assertThat(found()).isEmpty();
  }

  @Test
  void one_that_cannot_read_its_object_is_an_obstacle() throws Exception {
    name.seen.put(EAST, List.of("Failure: HTTP Status Code 403, Forbidden"));
    assertOnly(
        "OBSTACLE LB7007 health check led-east cannot read its object: Failure: HTTP Status Code"
            + " 403");
  }
}
