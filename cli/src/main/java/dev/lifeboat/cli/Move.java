package dev.lifeboat.cli;

import dev.lifeboat.engine.Candidacy;
import dev.lifeboat.engine.Prerequisites;
import dev.lifeboat.engine.Preview;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.RunbookJson;
import java.time.Clock;
import java.util.List;

/// A failover, switchover or failback from the command line: preview, confirmation, run.
final class Move {
  private final Terminal terminal;
  private final Options options;
  private final MoveOptions asked;
  private final Mode mode;
  private final OverrideOptions overriding;
  private final Before before;

  /// What is done once the move is confirmed, before its run is opened.
  @FunctionalInterface
  interface Before {
    void prepare(Reprotection reprotection, Talk talk)
        throws InterruptedException, ProblemException;
  }

  Move(Terminal terminal, Options options, MoveOptions asked, Mode mode) {
    this(terminal, options, asked, mode, new OverrideOptions(), (_, _) -> {});
  }

  Move(
      Terminal terminal,
      Options options,
      MoveOptions asked,
      Mode mode,
      OverrideOptions overriding,
      Before before) {
    this.overriding = overriding;
    this.before = before;
    this.terminal = terminal;
    this.options = options;
    this.asked = asked;
    this.mode = mode;
  }

  /// The preview as data.
  record PreviewDocument(
      String schema,
      String plan,
      String workload,
      String mode,
      String source,
      String target,
      String runbook,
      String writesAtRisk,
      List<Preview.Row> goals) {}

  int run() throws InterruptedException, ProblemException {
    var file = PlanFile.read(asked.plan);
    var moved = file.workload(asked.workload);
    NameConfirmation.requireRight(asked.confirm, file.plan());
    try (var platform = Platforms.required(file, options.state)) {
      var runbook =
          Kinds.of(file.plan())
              .compiler()
              .compile(
                  file.plan(), moved, mode, Platforms.placement(file, platform, moved).writer());
      requireTarget(runbook);
      requireSame(file, runbook);
      if (asked.dryRun) {
        return show(platform, moved, runbook);
      }
      if (!platform.kind().raised()) {
        new NameConfirmation(terminal, mode, asked.confirm).require(file, platform, moved, runbook);
        if (mode == Mode.FAILOVER && !overriding.despiteObstacles) {
          requireNothingMissing(new Prerequisites(runbook, platform.provider(moved)));
        }
      }
      if (mode == Mode.REPROTECT) {
        Reprotection.requirePossible(runbook, platform.provider(moved));
      }
      if (mode == Mode.FAILOVER && overriding.loss == null) {
        var look = Candidacy.of(runbook, platform.provider(moved));
        requireCandidates(look);
        requireAnswers(file, platform, moved, look);
      }
      return execute(file, platform, moved, runbook);
    }
  }

  /// Asked while there is still a writer: nothing is fenced for a promotion that would be refused.
  ///
  /// @throws ProblemException LB3011 when a copy did not follow the present writer
  static void requireCandidates(Candidacy of) throws ProblemException {
    var refused = of.noCandidates();
    if (!refused.isEmpty()) {
      throw and(refused).asException();
    }
  }

  /// Nor is anything fenced for a region that says nothing: the run would wait there, without a
  /// writer. A run that is open says so itself.
  private void requireAnswers(PlanFile file, Platform platform, Workload moved, Candidacy look)
      throws ProblemException {
    if (!look.silent().isEmpty()
        && !overriding.despiteObstacles
        && Platforms.placement(file, platform, moved).openRun().isEmpty()) {
      throw and(look.silent()).asException();
    }
  }

  /// The first of several problems, which says how many there are.
  private static Problem and(List<Problem> problems) {
    var first = problems.getFirst();
    var others = problems.size() - 1;
    return Problem.lasting(
        first.code(),
        first.happened() + (others == 0 ? "" : "; and %d more".formatted(others)),
        first.means(),
        first.action());
  }

  private static void requireNothingMissing(Prerequisites of)
      throws InterruptedException, ProblemException {
    var missing = of.missing();
    if (missing.isEmpty()) {
      return;
    }
    var first = and(missing);
    throw Problem.lasting(
            first.code(),
            first.happened(),
            "%s would not get there: %s; nothing was changed"
                .formatted(of.runbook().target(), first.means()),
            first.action() + "; or go as far as it gets with --despite-obstacles")
        .asException();
  }

  private int show(Platform platform, Workload moved, Runbook runbook)
      throws InterruptedException, ProblemException {
    var preview = Preview.of(runbook, platform.provider(moved));
    var risk = platform.atRisk(moved, runbook);
    if (options.json) {
      terminal
          .out()
          .println(
              OutputJson.line(
                  new PreviewDocument(
                      "lifeboat.preview/v1",
                      runbook.plan(),
                      runbook.workload(),
                      mode.word(),
                      runbook.source(),
                      runbook.target(),
                      RunbookJson.hash(runbook),
                      risk,
                      preview.goals())));
    } else {
      new PreviewText(terminal.out()).print(runbook, preview, risk);
    }
    return preview.impossible().isEmpty() ? 0 : 3;
  }

  private int execute(PlanFile file, Platform platform, Workload moved, Runbook runbook)
      throws InterruptedException, ProblemException {
    var runs = Platforms.runs(platform, options.state);
    try (var talk = new Talk(terminal.err(), options.progress, Clock.systemUTC());
        var _ = Interrupt.ofThisThread()) {
      before.prepare(new Reprotection(terminal, options, file, moved, platform, talk), talk);
      talk.tell("runbook", "made", RunbookJson.hash(runbook));
      var world = World.of(platform, moved, new TerminalPeople(terminal, talk, options.person));
      var afterwards = Platforms.afterwards(platform, moved, runbook.mode(), options.state, talk);
      var files = runs.reserve();
      var open =
          runs.open(
              new Runs.Request(
                  files.run(),
                  file.bytes(),
                  file.plan().sha256(),
                  runbook,
                  options.person,
                  "command line"));
      return new RunExecution(terminal, options, talk)
          .execute(
              runs,
              open,
              world,
              false,
              overriding.of(options.person, platform, moved, runbook),
              afterwards);
    }
  }

  private void requireTarget(Runbook runbook) throws ProblemException {
    if (asked.to != null && !asked.to.equals(runbook.target())) {
      throw Problem.lasting(
              Code.LB1003,
              "the writer of '%s' is in %s and can only go to %s, not to '%s'"
                  .formatted(runbook.workload(), runbook.source(), runbook.target(), asked.to),
              "nothing was changed",
              "use --to %s, or leave it out".formatted(runbook.target()))
          .asException();
    }
  }

  /// The runbook that was looked at is the one that is run, or none is.
  private void requireSame(PlanFile file, Runbook runbook) throws ProblemException {
    var now = RunbookJson.hash(runbook);
    if (asked.runbook == null || asked.runbook.equals(now)) {
      return;
    }
    var otherWay = otherWay(file, runbook);
    throw Problem.lasting(
            Code.LB3004,
            "the runbook is %s now, not %s%s".formatted(now, asked.runbook, otherWay),
            "the preview no longer holds; nothing was changed",
            "look at it again: lifeboat %s %s --dry-run".formatted(mode.word(), asked.plan))
        .asException();
  }

  /// The likeliest reason: the writer has moved since.
  private String otherWay(PlanFile file, Runbook runbook) {
    try {
      var other =
          Kinds.of(file.plan())
              .compiler()
              .compile(file.plan(), file.workload(runbook.workload()), mode, runbook.target());
      return RunbookJson.hash(other).equals(asked.runbook)
          ? ": the writer has moved from %s to %s since"
              .formatted(runbook.target(), runbook.source())
          : ": the plan has changed since";
    } catch (ProblemException noSuchWay) {
      return ": the plan or the writer's region has changed since";
    }
  }
}
