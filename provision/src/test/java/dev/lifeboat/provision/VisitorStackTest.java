package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The visitor, who asks for the pages of a plan's names in the recovery region.
final class VisitorStackTest {
  private static EmittedAccount emitted() throws Exception {
    return EmittedAccount.of(AccountPlans.example("dr-lab-warm-standby"));
  }

  private static JsonNode canary() throws Exception {
    return emitted().resources("AWS::Synthetics::Canary").getFirst().properties();
  }

  @Test
  void asks_each_five_minutes_for_what_the_plan_verifies_by_its_name() throws Exception {
    assertThat(canary().at("/Schedule/Expression").asString()).isEqualTo("rate(5 minutes)");
    assertThat(VisitorPace.RUNS_A_MONTH).isEqualTo(8_640);
    assertThat(canary().at("/Code/Script").asString())
        .contains("const pages = [\"https://app.example.com/dbcheck\"];")
        .contains("exports.handler");
    assertThat(canary().at("/Code/Handler").asString()).isEqualTo("index.handler");
  }

  @Test
  void puts_what_it_saw_where_it_passes_and_may_write_nowhere_else() throws Exception {
    assertThat(canary().at("/ArtifactS3Location/Fn::Sub").asString())
        .isEqualTo("s3://${Artefacts}/dr-lab/visitor");
    var bucket =
        emitted().resources("AWS::S3::Bucket").stream()
            .filter(it -> it.id().equals("Artefacts"))
            .findFirst()
            .orElseThrow();
    var rule = bucket.properties().at("/LifecycleConfiguration/Rules/1");
    assertThat(rule.path("Prefix").asString()).isEqualTo("dr-lab/visitor/");
    assertThat(rule.path("ExpirationInDays").asInt()).isEqualTo(Retention.DAYS);
    assertThat(emitted().files().get("visitor/stack.template.json"))
        .contains("arn:aws:s3:::${Artefacts}/dr-lab/visitor/*")
        .as("AWS names the log by 21 signs of the canary's name")
        .contains("log-group:/aws/lambda/cwsyn-lifeboat-dr-lab-visit*")
        .doesNotContain("kms:");
  }

  /// An alarm that waits for figures would never tell that there are none.
  @Test
  void failure_and_silence_are_told_to_the_topic_of_the_plan() throws Exception {
    var alarm =
        emitted().resources("AWS::CloudWatch::Alarm").stream()
            .filter(it -> it.folder().equals("visitor"))
            .findFirst()
            .orElseThrow();
    assertThat(alarm.text("TreatMissingData")).isEqualTo("breaching");
    assertThat(alarm.properties().at("/Metrics/0/Expression").asString())
        .isEqualTo("100 - succeeded");
    assertThat(alarm.properties().at("/Metrics/1/MetricStat/Metric/Dimensions/0/Value").asString())
        .isEqualTo(canary().path("Name").asString());
    assertThat(alarm.properties().at("/AlarmActions/0/Fn::Sub").asString())
        .isEqualTo("arn:aws:sns:us-west-2:${AWS::AccountId}:dr-notifications");
  }

  /// Its provider takes an archive alone, which is of the same bytes each time.
  @Test
  void a_module_has_the_same_script() throws Exception {
    var module = emitted().each(ProvisionFiles.MODULE).get("visitor");
    var archive = module.at("/resource/aws_s3_object/visitor_canary/content_base64").asString();
    try (var zip =
        new ZipInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(archive)))) {
      assertThat(zip.getNextEntry().getName()).isEqualTo("nodejs/node_modules/index.js");
      assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(canary().at("/Code/Script").asString());
    }
  }
}
