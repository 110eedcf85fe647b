package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.route.NameSite;
import dev.lifeboat.aws.route.Route;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.provision.EmittedAccount;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;

/// What templates make for a name, as `check --dns` looks at it.
final class ProvisionedNameTest {
  private static final List<String> CHECKERS = List.of("15.177.0.0/18", "54.183.255.128/26");

  private static List<NameSite> names(Plan plan) {
    return plan.workloads().values().stream()
        .flatMap(it -> AwsSites.known(plan, it).names().values().stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("dev.lifeboat.provision.AccountPlans#all")
  void health_checkers_read_each_object_and_nobody_else_does(Plan plan) throws Exception {
    var emitted = EmittedAccount.of(plan);
    for (var name : names(plan)) {
      for (var object : name.objects().values()) {
        var bucket =
            emitted.resources("AWS::S3::Bucket").stream()
                .filter(it -> it.text("BucketName").equals(object.bucket()))
                .findFirst()
                .orElseThrow();
        var policy =
            emitted.resources("AWS::S3::BucketPolicy").stream()
                .filter(it -> it.folder().equals(bucket.folder()))
                .filter(it -> it.properties().at("/Bucket/Ref").asString().equals(bucket.id()))
                .findFirst()
                .orElseThrow();
        var text =
            policy
                .properties()
                .get("PolicyDocument")
                .toString()
                .replace(
                    "{\"Ref\":\"HealthCheckers\"}", "[\"" + String.join("\",\"", CHECKERS) + "\"]");

        var readers = RouteReaders.of(Optional.of(text), object);

        assertThat(readers).isEqualTo(new RouteReaders(false, new TreeSet<>(CHECKERS)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lifeboat.provision.AccountPlans#all")
  void three_health_checks_ask_for_the_objects(Plan plan) throws Exception {
    var emitted = EmittedAccount.of(plan);
    for (var name : names(plan)) {
      var searched = Route.searched(plan.recovery().name());
      var look = new HealthCheckLook(name, searched, true);
      var configs =
          emitted.resources("AWS::Route53::HealthCheck").stream()
              .filter(it ->
                  it.properties()
                      .at("/HealthCheckTags/0/Value")
                      .asString()
                      .startsWith(name.name() + " away by "))
              .map(it -> it.properties().get("HealthCheckConfig"))
              .toList();
      assertThat(configs)
          .hasSize(3)
          .allSatisfy(it -> {
            assertThat(it.get("Type").asString()).isEqualTo("HTTPS_STR_MATCH");
            assertThat(it.get("SearchString").asString()).isEqualTo(searched);
            assertThat(it.get("RequestInterval").asInt() * it.get("FailureThreshold").asInt())
                .isEqualTo(90);
            var config =
                HealthCheckConfig.builder()
                    .fullyQualifiedDomainName(it.get("FullyQualifiedDomainName").asString())
                    .resourcePath(it.get("ResourcePath").asString())
                    .build();
            assertThat(look.asksForObject(config)).isTrue();
          });
    }
  }
}
