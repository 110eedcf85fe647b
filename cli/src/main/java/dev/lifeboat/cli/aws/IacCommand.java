package dev.lifeboat.cli.aws;

import dev.lifeboat.aws.iac.ChangedInfrastructure;
import dev.lifeboat.aws.iac.CloudFormationText;
import dev.lifeboat.aws.iac.TerraformText;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Prints what runs change of what infrastructure as code keeps, so that a deploy undoes no
/// failover. Asks nobody.
@Command(
    name = "iac",
    description = "Print what Terraform or CloudFormation must leave to runs of a plan.",
    footer = {"", "Example: lifeboat iac lifeboat.yaml --format cloudformation"})
public final class IacCommand extends PlanCommand {

  /// For whom it is written.
  enum Format {
    terraform,
    cloudformation
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "terraform",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.terraform;

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      description = "Of this workload alone (default: all).")
  private @Nullable String workload;

  /// The same as a document, of both tools.
  record IacDocument(String schema, String plan, List<Row> changed) {}

  /// One thing that runs change.
  ///
  /// @param replaced whether another thing may bear its name after a run
  record Row(
      String workload,
      String resource,
      String region,
      String awsRegion,
      String id,
      boolean replaced,
      Tool terraform,
      Tool cloudFormation) {}

  /// As one tool knows it.
  record Tool(String type, List<String> leave) {}

  @Override
  protected int call(PlanFile file) throws ProblemException {
    var plan = file.plan();
    AwsKeys.require(plan, "no infrastructure as code keeps", "nothing was printed");
    var workloads = workload == null ? plan.workloads().values() : List.of(file.workload(workload));
    var changed = ChangedInfrastructure.of(plan, workloads);
    return done(
        new IacDocument(
            "lifeboat.iac/v1", plan.name(), changed.parts().stream().map(IacCommand::row).toList()),
        switch (format) {
          case terraform -> TerraformText.of(changed);
          case cloudformation -> CloudFormationText.of(changed);
        });
  }

  private static Row row(ChangedInfrastructure.Part part) {
    return new Row(
        part.workload(),
        part.resource(),
        part.region(),
        part.awsRegion(),
        part.id(),
        part.kind().isReplaced(),
        new Tool(part.kind().terraform(), part.kind().attributes()),
        new Tool(part.kind().cloudFormation(), part.kind().properties()));
  }
}
