package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.aws.iam.Malls;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What every emitted set of files must be, whichever the plan.
final class ProvisionFilesTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// CloudFormation takes so many bytes from a bucket, and so many resources.
  private static final int MOST_BYTES = 1_000_000;

  private static final int MOST_RESOURCES = 500;

  private static final Pattern OF_TERRAFORM =
      Pattern.compile("(?<!\\$)\\$\\{(?!path\\.)(data\\.)?(\\w+)\\.(\\w+)[^}]*}");
  private static final Pattern OF_A_SUB = Pattern.compile("\\$\\{(?!!)([\\w:]+)(\\.\\w+)?}");

  @ParameterizedTest
  @MethodSource("dev.lifeboat.provision.AccountPlans#some")
  void the_same_plan_gives_the_same_bytes(Plan plan) throws Exception {
    assertThat(ProvisionFiles.of(plan, "", Optional.empty()).files())
        .isEqualTo(EmittedAccount.of(plan).files());
  }

  @ParameterizedTest
  @MethodSource("dev.lifeboat.provision.AccountPlans#all")
  void each_file_is_json_that_ends_with_its_line(Plan plan) throws Exception {
    EmittedAccount.of(plan)
        .files()
        .forEach((path, text) -> {
          assertThat(JSON.readTree(text).isEmpty()).as(path + " is JSON").isEqualTo(isBare(text));
          assertThat(text).as(path).endsWith("\n").doesNotContain("\r");
        });
  }

  private static boolean isBare(String text) {
    return text.replaceAll("\\s", "").matches("\\[]|\\{}");
  }

  @ParameterizedTest
  @MethodSource("dev.lifeboat.provision.AccountPlans#all")
  void whatever_a_template_refers_to_is_in_it(Plan plan) throws Exception {
    EmittedAccount.of(plan)
        .each(ProvisionFiles.TEMPLATE)
        .forEach((folder, template) -> {
          var known = new HashSet<String>(Set.of("AWS::AccountId"));
          template.path("Resources").propertyNames().forEach(known::add);
          template.path("Parameters").propertyNames().forEach(known::add);
          var named = new HashSet<String>();
          references(template, named);
          assertThat(known).as(folder).containsAll(named);
          assertThat(named)
              .as("parameters that nothing needs in " + folder)
              .containsAll(template.path("Parameters").propertyNames());
        });
  }

  private static void references(JsonNode node, Set<String> named) {
    node.propertyStream()
        .forEach(it -> {
          switch (it.getKey()) {
            case "Ref" -> named.add(it.getValue().asString());
            case "Fn::GetAtt" -> named.add(it.getValue().get(0).asString());
            case "Fn::Sub" ->
                OF_A_SUB
                    .matcher(it.getValue().asString())
                    .results()
                    .forEach(of -> named.add(of.group(1)));
            default -> references(it.getValue(), named);
          }
        });
    if (node.isArray()) {
      node.forEach(it -> references(it, named));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lifeboat.provision.AccountPlans#all")
  void whatever_a_module_refers_to_is_in_it(Plan plan) throws Exception {
    EmittedAccount.of(plan)
        .each(ProvisionFiles.MODULE)
        .forEach((folder, module) ->
            OF_TERRAFORM
                .matcher(module.toString())
                .results()
                .forEach(it -> {
                  var type = it.group(2);
                  var where =
                      it.group(1) != null
                          ? module.path("data").path(type)
                          : module.path(type.equals("var") ? "variable" : "resource/" + type);
                  var found =
                      it.group(1) != null || type.equals("var")
                          ? where
                          : module.path("resource").path(type);
                  assertThat(found.has(it.group(3))).as(folder + " " + it.group()).isTrue();
                }));
  }

  /// Names are the same whichever tool makes them.
  @ParameterizedTest
  @MethodSource("dev.lifeboat.provision.AccountPlans#all")
  void both_languages_make_the_same(Plan plan) throws Exception {
    var emitted = EmittedAccount.of(plan);
    var modules = emitted.each(ProvisionFiles.MODULE);
    for (var made : emitted.resources()) {
      made.properties()
          .propertyStream()
          .filter(it -> it.getKey().matches("\\w*Name") && it.getValue().isString())
          .filter(it -> !made.type().equals("AWS::Route53::RecordSet"))
          .forEach(it ->
              assertThat(modules.get(made.folder()).toString())
                  .as(made.id() + " " + it.getKey())
                  .contains(JSON.writeValueAsString(it.getValue().asString())));
    }
    emitted
        .each(ProvisionFiles.TEMPLATE)
        .forEach((folder, template) -> {
          assertThat(modules.get(folder).path("variable").size())
              .isEqualTo(template.path("Parameters").size());
          for (var pair :
              new String[][] {
                {"AWS::Route53::RecordSet", "aws_route53_record"},
                {"AWS::Route53::HealthCheck", "aws_route53_health_check"},
                {"AWS::IAM::ManagedPolicy", "aws_iam_policy"},
                {"AWS::CloudWatch::Alarm", "aws_cloudwatch_metric_alarm"},
                {"AWS::Logs::QueryDefinition", "aws_cloudwatch_query_definition"}
              }) {
            assertThat(modules.get(folder).path("resource").path(pair[1]).size())
                .as(folder + " " + pair[1])
                .isEqualTo(
                    (int)
                        emitted.resources(pair[0]).stream()
                            .filter(it -> it.folder().equals(folder))
                            .count());
          }
        });
  }

  @Test
  void one_region_alone_has_the_same_files_as_in_the_whole() throws Exception {
    var plan = AccountPlans.example("dr-lab-warm-standby");
    var whole = EmittedAccount.of(plan).files();

    var part = ProvisionFiles.of(plan, "", Optional.of("witness")).files();

    assertThat(part.keySet()).contains("arbiter/stack.template.json", "index.json").hasSize(5);
    part.forEach((path, text) -> {
      if (!path.equals(ProvisionFiles.INDEX)) {
        assertThat(text).isEqualTo(whole.get(path));
      }
    });
  }

  @Test
  void fifty_workloads_stay_within_what_cloudformation_takes() throws Exception {
    var moved = EmittedAccount.of(Malls.of(50));
    assertFits(moved);
    assertThat(moved.each(ProvisionFiles.TEMPLATE)).containsKey("name-entry-49");
    var watched = EmittedAccount.of(Malls.watched(50));
    assertFits(watched);
    assertThat(watched.each(ProvisionFiles.TEMPLATE))
        .containsKeys("functions", "functions-2", "functions-3")
        .doesNotContainKey("functions-4");
  }

  private static void assertFits(EmittedAccount emitted) {
    emitted
        .each(ProvisionFiles.TEMPLATE)
        .forEach((folder, template) -> {
          assertThat(template.get("Resources").size()).as(folder).isBetween(1, MOST_RESOURCES);
          assertThat(template.path("Parameters").size()).isLessThan(200);
          var text =
              Objects.requireNonNull(
                  emitted.files().get(folder + "/" + ProvisionFiles.TEMPLATE), folder);
          assertThat(text.getBytes(StandardCharsets.UTF_8).length)
              .as(folder)
              .isLessThan(MOST_BYTES);
        });
    assertThat(emitted.resources("AWS::IAM::Role"))
        .as("policies that a role takes without a higher quota")
        .allMatch(it -> it.properties().path("ManagedPolicyArns").size() <= 10);
  }

  @Test
  void a_workload_that_can_have_no_machine_is_refused_by_name() throws Exception {
    var text = Files.readString(Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml"));
    var plan =
        AwsKeys.reader().read("lifeboat.yaml", text.replace("lease: 6s", "lease: 60s")).orThrow();

    assertThatThrownBy(() -> ProvisionFiles.of(plan, "", Optional.empty()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("a lease of 60 s");
  }
}
