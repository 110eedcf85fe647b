package dev.lifeboat.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.assess.PriceTableFile;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.cli.Schemas;
import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.provision.apply.DriftFindings;
import dev.lifeboat.provision.apply.ProvisionLook;
import dev.lifeboat.provision.apply.ResourceDrift;
import dev.lifeboat.provision.apply.StackAddress;
import dev.lifeboat.provision.apply.StackChange;
import dev.lifeboat.provision.apply.StackPreview;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Drift as it is told: to a person in one line a resource, and in the published form.
final class DriftRowTest {
  private static final StackAddress AT = new StackAddress("us-west-2", "lifeboat-dr-lab-recovery");

  private static ProvisionDocument document(List<ResourceDrift> drifts, List<String> unknown)
      throws Exception {
    var file = Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml");
    var back = new StackChange("Add", "AWS::SNS::Topic", "Topic", "", "False");
    var preview =
        new StackPreview(
            AT, "recovery", "secondary", "why", StackPreview.Outlook.DIFFERS, List.of(back));
    var none = List.<ProvisionLook.Option>of();
    var look =
        new ProvisionLook(
            List.of(preview), List.of(), List.of(), none, none, new DriftFindings(drifts, unknown));
    return ProvisionDocument.of(
        AwsKeys.reader().read(file).orThrow(),
        "differs",
        look,
        List.of(),
        PriceTableFile.shipped());
  }

  @Test
  void each_resource_is_a_line_with_its_mend() throws Exception {
    var path = new ResourceDrift.Difference("/RetentionInDays", "90", "");
    var gone = new ResourceDrift(AT, "AWS::SNS::Topic", "Topic", "arn", true, List.of());
    var changed = new ResourceDrift(AT, "AWS::Logs::LogGroup", "Log", "l", false, List.of(path));

    var document = document(List.of(gone, changed), List.of("a in b: denied"));

    assertThat(document.lines())
        .contains(
            "drift   lifeboat-dr-lab-recovery Topic AWS::SNS::Topic: deleted."
                + " lifeboat provision PLAN puts it back",
            "unknown drift of a in b: denied")
        .anyMatch(it ->
            it.contains("/RetentionInDays 90 -> nothing. CloudFormation does not put it back"));
    assertThat(Schemas.mistakes(OutputJson.tree(document))).isEmpty();
    assertThat(OutputJson.tree(document).toString()).doesNotContain("\"words\"");
  }
}
