package dev.lifeboat.cli;

import dev.lifeboat.engine.Candidacy;
import dev.lifeboat.engine.Preview;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.Provider;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;

/// Makes the old side of a workload a replica again by a run of its own, as part of something else:
/// a watch that goes on, or the way home.
record Reprotection(
    Terminal terminal,
    Options options,
    PlanFile file,
    Workload workload,
    Platform platform,
    Talk talk) {

  Placement placement() throws ProblemException {
    return Platforms.placement(file, platform, workload);
  }

  /// Whether the workload has somewhere to go now.
  Candidacy look() throws InterruptedException, ProblemException {
    return Candidacy.of(runbook(Mode.FAILOVER), platform.provider(workload));
  }

  /// Refuses a run that could not do it now: it would keep others from beginning, or be undone and
  /// tried again for ever.
  ///
  /// @throws ProblemException LB2001 with what is in the way
  static void requirePossible(Runbook reprotect, Provider provider)
      throws InterruptedException, ProblemException {
    var impossible = Preview.of(reprotect, provider).impossible();
    if (!impossible.isEmpty()) {
      var first = impossible.getFirst();
      throw Problem.passing(
              Code.LB2001,
              "%s: %s".formatted(first.goal(), first.now()),
              "the old side cannot be made a replica now; nothing was changed",
              "see 'lifeboat status'")
          .asException();
    }
  }

  /// Runs until the run ended or waits for a person.
  ///
  /// @param by who wants it, kept in the journal
  /// @throws ProblemException LB2001 when it is not possible now; then no run was opened
  RunState run(String by, String reason) throws InterruptedException, ProblemException {
    var runbook = runbook(Mode.REPROTECT);
    requirePossible(runbook, platform.provider(workload));
    var runs = Platforms.runs(platform, options.state);
    var afterwards = Platforms.afterwards(platform, workload, Mode.REPROTECT, options.state, talk);
    var open =
        runs.open(
            new Runs.Request(
                runs.reserve().run(), file.bytes(), file.plan().sha256(), runbook, by, reason));
    talk.tell("reprotect", "begun", "%s → %s".formatted(runbook.source(), runbook.target()));
    var stopped =
        new RunExecution(terminal, options, talk)
            .conduct(
                runs,
                open,
                World.of(platform, workload, new TerminalPeople(terminal, talk, options.person)),
                false,
                PersonsWord.NONE,
                afterwards);
    var phase = stopped.state().phase();
    talk.tell("reprotect", Words.of(phase), Words.why(phase));
    return stopped.state();
  }

  private Runbook runbook(Mode mode) throws ProblemException {
    return Kinds.of(file.plan())
        .compiler()
        .compile(file.plan(), workload, mode, placement().writer());
  }
}
