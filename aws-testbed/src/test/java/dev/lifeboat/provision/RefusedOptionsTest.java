package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.TestBed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;

/// Refusals of experiments and of a visitor: what AWS would not take the emulated account does not
/// take either, and undoes their stack.
@ExtendWith(TestBed.InTests.class)
final class RefusedOptionsTest {
  private static final String REGION = "us-east-1";

  /// Each in an account of its own, where nothing else has a name of the stack.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          experiments-primary | as-it-is     | as-it-is     | ''
          experiments-primary | "duration"   | "length"     | needs a duration and a scope
          experiments-primary | "RoleArn"    | "Role"       | required ['RoleArn']
          experiments-primary | aws:rds:db"  | aws:rds:all" | targets of the type aws:rds:db
          experiments-primary | stop-task    | end-task     | aws:ecs:end-task of
          visitor             | as-it-is     | as-it-is     | ''
          visitor             | lab-visitor" | Lab-Visitor" | does not match
          visitor             | "Handler"    | "Function"   | a script has a handler
          visitor             | (5 minutes)  | (5 years)    | no rate of one minute
          visitor             | "RunConfig"  | "Running"    | extraneous ['Running']
          visitor             | s3://$       | s3://other-$ | there is no bucket at
          """)
  void is_undone(String folder, String text, String other, String why, TestBed.Accounts accounts)
      throws Exception {
    var emitted = EmittedAccount.of(AccountPlans.example("dr-lab-warm-standby"));
    var template = emitted.each(ProvisionFiles.TEMPLATE).get(folder);
    var stack = "refused-" + Integer.toHexString((folder + text).hashCode());
    try (var bed = accounts.open()) {
      bed.patient(S3Client.builder(), REGION).createBucket(it -> it.bucket(stack));
      var cloud = bed.patient(CloudFormationClient.builder(), REGION);
      cloud.createChangeSet(it ->
          it.stackName(stack)
              .changeSetName("first")
              .changeSetType("CREATE")
              .templateBody(template.toString().replace(text, other))
              .parameters(values(template, stack)));

      cloud.executeChangeSet(it -> it.stackName(stack).changeSetName("first"));

      var seen = cloud.describeStacks(it -> it.stackName(stack)).stacks().getFirst();
      assertThat(seen.stackStatusAsString())
          .isEqualTo(why.isEmpty() ? "CREATE_COMPLETE" : "ROLLBACK_COMPLETE");
      assertThat(cloud.describeStackEvents(it -> it.stackName(stack)).stackEvents().toString())
          .contains(why);
    }
  }

  private static List<Parameter> values(JsonNode template, String bucket) {
    var values =
        Map.of(
            "ExperimentStopAlarm", "users",
            "VisitorRuntime", "syn-nodejs-4.1",
            "Artefacts", bucket);
    return template.path("Parameters").propertyNames().stream()
        .map(it -> Parameter.builder().parameterKey(it).parameterValue(values.get(it)).build())
        .toList();
  }
}
