package dev.lifeboat.cli.aws;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionFiles;
import dev.lifeboat.provision.ProvisionIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Writes templates of what a plan needs in its account, and in which order they are deployed. Asks
/// nobody and applies nothing.
@Command(
    name = "provision",
    description = "Write templates of what a plan needs in its account on AWS.",
    footer = {
      "",
      "It applies nothing yet: without --emit it is refused with exit code 2.",
      "Example: lifeboat provision lifeboat.yaml --emit account"
    })
public final class ProvisionCommand extends PlanCommand {

  @Option(
      names = "--emit",
      paramLabel = "DIR",
      description = "The folder that they are written into, a new or an empty one.")
  private @Nullable Path emit;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Of this region of the plan alone (default: all).")
  private @Nullable String region;

  @Override
  protected int call(PlanFile file) throws ProblemException {
    var plan = file.plan();
    requireAccount(plan);
    if (emit == null) {
      throw Failures.usage(
          "'provision' applies nothing yet: it writes templates, and --emit says where",
          "nothing was done",
          "lifeboat provision %s --emit account".formatted(file.typed()));
    }
    requireRegion(plan);
    var folder = emit.toAbsolutePath().normalize();
    requireEmpty(folder);
    var made = ProvisionFiles.of(plan, Optional.ofNullable(region));
    write(folder, made.files());
    return done(made.index(), lines(folder, made));
  }

  private static void requireAccount(Plan plan) throws ProblemException {
    if (!AwsKeys.areOf(plan)) {
      throw ProblemException.lasting(
          Code.LB1005,
          "the regions of plan '%s' are a lab's, which needs no account".formatted(plan.name()),
          "nothing was written",
          "name a plan whose provider is aws");
    }
  }

  private void requireRegion(Plan plan) throws ProblemException {
    if (region != null && !plan.regions().containsKey(region)) {
      throw Failures.usage(
          "'%s' is no region of plan '%s'".formatted(region, plan.name()),
          "nothing was written",
          "use one of " + String.join(", ", plan.regions().keySet()));
    }
  }

  /// What an older plan left in it would be taken for part of the new one.
  private static void requireEmpty(Path folder) throws ProblemException {
    try {
      if (!DurableFile.list(folder).isEmpty()) {
        throw Failures.usage(
            "%s is not empty".formatted(folder),
            "nothing was written",
            "name a new folder, or remove that one");
      }
    } catch (IOException unreadable) {
      throw FileFailure.ofMachine(
          "read", folder, unreadable, "nothing was written", "name another folder");
    }
  }

  private static void write(Path folder, Map<String, String> files) throws ProblemException {
    for (var entry : files.entrySet()) {
      var file = folder.resolve(entry.getKey());
      try {
        DurableFile.createFolders(DurableFile.folderOf(file));
        DurableFile.write(file, entry.getValue().getBytes(StandardCharsets.UTF_8));
      } catch (IOException unwritable) {
        throw FileFailure.ofMachine(
            "write",
            file,
            unwritable,
            "the folder lacks files, so that nothing of it may be deployed",
            "free disk space, mend the permissions, or name another folder");
      }
    }
  }

  private static List<String> lines(Path folder, ProvisionFiles made) {
    var lines = new ArrayList<String>();
    lines.add("wrote   %d files below %s".formatted(made.files().size(), folder));
    made.index().steps().stream().map(ProvisionIndex.Step::line).forEach(lines::add);
    lines.add(
        "needs   %d things that the plan names and no template makes; index.json lists them"
            .formatted(made.index().needs().size()));
    return lines;
  }
}
