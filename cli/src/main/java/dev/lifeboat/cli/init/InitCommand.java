package dev.lifeboat.cli.init;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.lab.setup.ServiceTrial;
import dev.lifeboat.plan.PlanResult;
import dev.lifeboat.plan.Service;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes the first plan.
@Command(
    name = "init",
    description = "Write a first plan: of a service of your own, or as an example has it.",
    footer = {
      "",
      "Without --own and --from it asks, if somebody is at a terminal.",
      "Own service:  lifeboat init --own --command 'python3 app.py' --port LISTEN_PORT",
      "An example:   lifeboat init --from storefront",
      "",
      "Exit codes: 0 written, and the service answered if it was tried; 1 the disk or",
      "a permission stood in the way; 2 nothing was written; 3 written, and the",
      "service did not answer."
    })
public final class InitCommand extends TerminalCommand {
  private static final Pattern PLAN = Pattern.compile("[^/]\\.ya?ml$", Pattern.CASE_INSENSITIVE);

  /// A service that takes longer is told as silent; most take a second or two.
  private static final Duration LONGEST_START = Duration.ofSeconds(30);

  private final ShippedExamples examples;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "The plan to write (default: lifeboat.yaml).")
  private Path file = Path.of("lifeboat.yaml");

  @Option(
      names = "--from",
      paramLabel = "EXAMPLE",
      description = "Copy this example into the folder of FILE.")
  private @Nullable String from;

  @Option(names = "--own", description = "Write the plan of a service of your own.")
  private boolean own;

  @Option(names = "--force", description = "Replace files that are there.")
  private boolean force;

  @Option(names = "--no-try", description = "Do not start the service to see whether it answers.")
  private boolean untried;

  @Mixin private final OwnServiceOptions described = new OwnServiceOptions();

  /// @param examples that there are
  public InitCommand(ShippedExamples examples) {
    this.examples = examples;
  }

  @Override
  protected boolean tellsProgress() {
    return true;
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    var ofOwn = ofOwn();
    if (from != null && ofOwn.isPresent()) {
      throw Failures.usage(
          "--from copies an example, and %s is about a service of your own".formatted(ofOwn.get()),
          "nothing was written",
          "leave one of them out");
    }
    requireWithout("--from", "nothing was written", "--no-try");
    requirePlanName();
    // Before the first question: nobody answers ten for a refusal.
    new NewFiles(force).require(List.of(path()));
    var questions = new ServiceQuestions(terminal().prompt());
    var example = from != null || ofOwn.isPresent() ? from : asked(questions);
    return example == null ? writeOwn(questions) : copy(example);
  }

  /// Else who names a folder finds his plan in a file of that name.
  private void requirePlanName() throws ProblemException {
    if (!PLAN.matcher(file.toString()).find()) {
      throw Failures.usage(
          "%s is no name of a plan, such as lifeboat.yaml".formatted(file),
          "nothing was written",
          "name the file of the plan, such as %s".formatted(file.resolve("lifeboat.yaml")));
    }
  }

  /// An option that was given and is about a service of one's own.
  private Optional<String> ofOwn() {
    var about = Objects.requireNonNull(spec.mixins().get("described"));
    return spec.commandLine().getParseResult().matchedOptions().stream()
        .map(OptionSpec::longestName)
        .filter(it -> about.findOption(it) != null)
        .findFirst()
        .or(() -> Optional.of("--own").filter(_ -> own));
  }

  /// The example that the person wants; null for a service of one's own.
  private @Nullable String asked(ServiceQuestions questions) throws ProblemException {
    var names = String.join(", ", examples.names());
    if (!questions.canAsk()) {
      throw Failures.usage(
          "neither --own nor --from is given, and nobody is at a terminal to be asked",
          "nothing was written",
          "'lifeboat init --own --command COMMAND', or 'lifeboat init --from NAME' with one of "
              + names);
    }
    var usual = "own";
    var answer =
        questions.ask(
            "a service of your '%s', or an example (%s)".formatted(usual, names),
            usual,
            it -> it.equals(usual) ? it : examples.required(it));
    return answer.equals(usual) ? null : answer;
  }

  private int copy(String example) throws ProblemException {
    var written = new NewFiles(force).write(examples.files(example, path()));
    return answer(written, example, null, "an example is not tried");
  }

  private int writeOwn(ServiceQuestions questions) throws InterruptedException, ProblemException {
    var files = new NewFiles(force);
    var folder = DurableFile.folderOf(path());
    if (questions.canAsk()) {
      var _ = text(described.agreed(folder));
    }
    var service = described.service(questions, folder);
    var text = text(service);
    var wanted = new LinkedHashMap<Path, NewFiles.Content>();
    wanted.put(path(), new NewFiles.Content.Text(text));
    var written = files.write(wanted);
    return untried
        ? answer(written, null, null, "--no-try")
        : answer(written, null, InitDocument.Trial.of(tried(), service), null);
  }

  private String text(OwnService service) throws ProblemException {
    var text = new OwnPlan(service, described.tier()).text();
    if (Kinds.READER.read(file.toString(), text) instanceof PlanResult.Invalid invalid) {
      throw Failures.usage(
          "what was given makes no plan: %s".formatted(invalid.mistakes().getFirst().what()),
          "nothing was written",
          invalid.mistakes().getFirst().fix());
    }
    return text;
  }

  private ServiceTrial.Seen tried() throws InterruptedException, ProblemException {
    var plan = Kinds.read(file).plan();
    var workload = plan.workloads().values().iterator().next();
    var service = workload.resources(Service.class).getFirst();
    try (var progress = progress()) {
      progress.tell("plan", "written", path().toString());
      progress.whileWaiting(() -> "until the service answers");
      return new ServiceTrial(plan, DurableFile.folderOf(path()), LONGEST_START)
          .of(workload, service);
    } catch (IOException failed) {
      throw FileFailure.ofMachine(
          "start the service of",
          path(),
          failed,
          "the plan is written; whether the service starts is not known",
          "mend that, or leave it to 'lifeboat lab up'");
    }
  }

  private int answer(
      List<Path> written,
      @Nullable String example,
      InitDocument.@Nullable Trial trial,
      @Nullable String why)
      throws ProblemException {
    PlanFile read = Kinds.read(file);
    var document =
        new InitDocument(
            "lifeboat.init/v1",
            read.plan().name(),
            path().toString(),
            example,
            written.stream().map(Path::toString).toList(),
            trial,
            why);
    tell(document, document.lines(read.typed()));
    return trial == null || trial.answered() ? 0 : ExitCode.NOT_READY;
  }

  private Path path() {
    return file.toAbsolutePath().normalize();
  }
}
