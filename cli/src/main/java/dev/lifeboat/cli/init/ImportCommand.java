package dev.lifeboat.cli.init;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.plan.Quote;
import dev.lifeboat.plan.ShellWord;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.account.ExistingStacks;
import dev.lifeboat.provision.account.ExistingTags;
import dev.lifeboat.provision.existing.ImportedPlan;
import dev.lifeboat.provision.existing.PlanImport;
import dev.lifeboat.provision.existing.UnreadableSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Writes the first plan of what exists. Changes nothing in any account.
@Command(
    name = "import",
    description = "Make a first plan of what exists on AWS, with a list of what is missing.",
    footer = {
      "",
      "Exit codes: 0 made, whatever is missing; 2 nothing was made.",
      "A file:   lifeboat import --from cdk.json --to lifeboat.yaml",
      "A stack:  lifeboat import --from stack --stack shop --regions REGION,REGION",
      "A tag:    lifeboat import --from tags --tag app=shop --regions REGION,REGION"
    })
public final class ImportCommand extends TerminalCommand {
  private static final String STACK = "stack";
  private static final String TAGS = "tags";
  private static final String NOTHING = "nothing was written";

  @Option(
      names = "--from",
      paramLabel = "SOURCE",
      required = true,
      description = "A cdk.json, a terraform.tfvars, or one of the words tags and stack.")
  private String from = "";

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description = "With --from stack: its name in either region; may be given again.")
  private List<String> stacks = List.of();

  @Option(
      names = "--tag",
      paramLabel = "KEY=VALUE",
      description = "With --from tags: what it bears in both regions.")
  private @Nullable String tag;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "The plan to write, which is not there yet (default: standard output).")
  private @Nullable Path to;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "imported",
      description = "What to call the plan (default: ${DEFAULT-VALUE}).")
  private String name = "";

  @Option(
      names = "--regions",
      paramLabel = "PRIMARY,RECOVERY[,ARBITER]",
      split = ",",
      description = "AWS's names of the regions, where the source does not say them.")
  private List<String> regions = List.of();

  @Override
  public Integer call() throws ProblemException, InterruptedException {
    requireNew();
    if (regions.size() == 1 || regions.size() > 3) {
      throw Failures.usage(
          "--regions names %d".formatted(regions.size()),
          NOTHING,
          "write two or three: --regions ap-southeast-2,us-west-2,eu-west-1");
    }
    try {
      return told(imported());
    } catch (UnreadableSource refused) {
      throw Failures.usage(refused.happened(), NOTHING, refused.action());
    }
  }

  private void requireNew() throws ProblemException {
    if (to != null && Files.exists(to)) {
      throw Failures.usage(
          "there is a %s already".formatted(to), NOTHING, "name a file that is not there yet");
    }
  }

  private ImportedPlan imported() throws ProblemException, UnreadableSource, InterruptedException {
    requireOwn("--stack", STACK, !stacks.isEmpty());
    requireOwn("--tag", TAGS, tag != null);
    return from.equals(STACK) || from.equals(TAGS) ? ofAccount() : ofFile();
  }

  /// What says where to look goes with the source that it is of.
  private void requireOwn(String option, String source, boolean given) throws ProblemException {
    if (given && !from.equals(source)) {
      throw Failures.usage(
          "%s is for --from %s".formatted(option, source), NOTHING, "leave one of them out");
    }
    if (from.equals(source) && !(given && regions.size() > 1)) {
      throw Failures.usage(
          "--from %s reads an account, and it is not said where".formatted(source),
          NOTHING,
          "give %s and --regions PRIMARY,RECOVERY".formatted(option));
    }
  }

  private ImportedPlan ofAccount() throws ProblemException, UnreadableSource, InterruptedException {
    var two = regions.subList(0, 2);
    var made = new PlanImport(name, regions);
    made.requireUsable();
    try (var clients = AwsClients.ofThisMachine()) {
      if (tag == null) {
        var source = "stack " + String.join(", ", stacks.stream().map(Quote::of).toList());
        return made.ofThings(source, new ExistingStacks(clients).things(two, stacks));
      }
      var parts = tag.split("=", 2);
      if (parts.length < 2 || parts[0].isEmpty()) {
        throw Failures.usage(
            "%s is no tag".formatted(Quote.of(tag)), NOTHING, "write --tag KEY=VALUE");
      }
      return made.ofThings(
          "tag " + Quote.of(tag), new ExistingTags(clients, parts[0], parts[1]).things(two));
    }
  }

  private ImportedPlan ofFile() throws ProblemException, UnreadableSource {
    try {
      var file = Path.of(from);
      var last = String.valueOf(file.getFileName());
      if (!PlanImport.reads(last)) {
        throw Failures.usage(
            "%s is no source that is known".formatted(Quote.of(from)),
            NOTHING,
            "name a cdk.json or a terraform.tfvars, or write --from tags or --from stack");
      }
      return new PlanImport(name, regions).ofFile(last, bytes(file));
    } catch (InvalidPathException none) {
      throw Failures.usage(
          "%s is no path".formatted(Quote.of(from)), NOTHING, "name a cdk.json or a .tfvars");
    }
  }

  private static byte[] bytes(Path file) throws ProblemException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(PlanImport.MOST_BYTES + 1);
    } catch (IOException unreadable) {
      throw Failures.usage(
          "%s cannot be read: %s".formatted(file, FileFailure.reason(unreadable)),
          NOTHING,
          "check the path; it is relative to where you are");
    }
  }

  private int told(ImportedPlan plan) throws ProblemException {
    if (to == null) {
      return done(ImportDocument.of(name, plan, null), plan.text().lines().toList());
    }
    var target = to.toAbsolutePath().normalize();
    new FirstFile(target).write(plan.text());
    var document = ImportDocument.of(name, plan, target.toString());
    return done(document, document.lines(plan, ShellWord.ofPath(to.toString())));
  }
}
