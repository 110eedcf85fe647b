package dev.lifeboat.cli.aws;

import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.NameConfirmation;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.ResidueReview;
import dev.lifeboat.control.ResidueReview.Fate;
import dev.lifeboat.control.ResidueReview.Found;
import dev.lifeboat.plan.DurationText;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lists what moves left behind, and deletes what was read into a ledger.
@Command(
    name = "residue",
    description = "List what moves left behind on AWS; delete what a ledger has read.",
    footer = {
      "",
      "Databases that made way cost money until they are deleted; each leaves a last",
      "snapshot.",
      "Exit codes: 0 done; 2 not confirmed, 3 something could not be deleted,",
      "4 confirmed by another name than the plan's, or a run is open.",
      "Example: lifeboat residue lifeboat.yaml --delete --older-than 7d --confirm shop"
    })
public final class ResidueCommand extends PlanCommand {
  @Option(
      names = "--delete",
      description = "Delete what was read into a ledger, after a last snapshot.")
  private boolean delete;

  @Option(
      names = "--older-than",
      paramLabel = "DURATION",
      defaultValue = "7d",
      description = "Only what was read that long ago (default: ${DEFAULT-VALUE}).")
  private String age = "7d";

  @Option(
      names = "--compared",
      paramLabel = "REGION/INSTANCE",
      description =
          "You compared by hand what it has alone, as nobody reads it of MySQL: it counts as read,"
              + " recorded under --as.")
  private @Nullable String compared;

  @Option(names = "--confirm", paramLabel = "NAME", description = "The plan's name.")
  private @Nullable String confirm;

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      description = "Of this workload alone (default: all).")
  private @Nullable String workload;

  @Override
  protected int call(PlanFile file) throws InterruptedException, ProblemException {
    var name = file.plan().name();
    var confirmation = NameConfirmation.of(name, confirm);
    var old = age();
    Collection<Workload> workloads =
        workload == null ? file.plan().workloads().values() : List.of(file.workload(workload));
    requireLabFolder(file);
    try (var platform = platforms().required(file)) {
      var review = new ResidueReview(platform, Terminal::now, old);
      if (compared != null) {
        note(review, workloads, compared);
      }
      var found = new ArrayList<Found>();
      for (var of : workloads) {
        found.addAll(review.look(of));
      }
      if (delete && found.stream().anyMatch(it -> it.fate() == Fate.DELETABLE)) {
        for (var of : workloads) {
          review.requireNoRun(of);
        }
        confirmation.ask(
            terminal(),
            () -> lines(found),
            "'residue --delete' deletes databases, and nobody is there to confirm it",
            "nothing was deleted",
            "look first, then confirm: lifeboat residue %s --delete --confirm %s"
                .formatted(file.typed(), name));
        var seen = List.copyOf(found);
        found.clear();
        for (var of : workloads) {
          found.addAll(
              review.delete(
                  of, seen.stream().filter(it -> it.workload().equals(of.name())).toList()));
        }
      }
      var _ =
          done(
              new ResidueDocument(
                  "lifeboat.residue/v1",
                  name,
                  found.stream().map(ResidueDocument.Row::of).toList()),
              lines(found));
      return found.stream().anyMatch(it -> it.fate() == Fate.FAILED) ? ExitCode.NOT_READY : 0;
    }
  }

  private void note(ResidueReview review, Collection<Workload> workloads, String name)
      throws InterruptedException, ProblemException {
    for (var of : workloads) {
      if (review.compared(of, name, options.person)) {
        return;
      }
    }
    throw Failures.usage(
        "no move left '%s' behind".formatted(name),
        "nothing was changed",
        "use --compared with one that is listed without it");
  }

  private static List<String> lines(List<Found> found) {
    return found.isEmpty()
        ? List.of("nothing was left behind")
        : found.stream().map(it -> ResidueDocument.Row.of(it).line()).toList();
  }

  private Duration age() throws ProblemException {
    return DurationText.parse(age)
        .orElseThrow(() ->
            Failures.usage(
                "--older-than is '%s'".formatted(age), "nothing was deleted", DurationText.RULE));
  }
}
