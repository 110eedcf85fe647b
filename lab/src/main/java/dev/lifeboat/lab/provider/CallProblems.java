package dev.lifeboat.lab.provider;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.OvertakenRun;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.wire.EpochRefusedException;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;

/// What a failed call into a region means to the engine.
final class CallProblems {
  /// What a part answers that meant to do it and could not: some of it may hold.
  private static final int FAILED = 500;

  private static final String UNKNOWN = "whether it took effect is looked at again";

  private CallProblems() {}

  /// A refused epoch is final; everything else may pass, and the engine looks before it asks again.
  static ProblemException problem(String goal, IOException failure) {
    return switch (failure) {
      case EpochRefusedException refused -> epoch(goal, refused.why(), failure);
      case RefusedException full when full.code().equals(Code.LB2004.name()) ->
          new ProblemException(noRoom(goal, full.why()), failure);
      case RefusedException refused when refused.code().equals(Code.LB3011.name()) ->
          Problem.lasting(
                  Code.LB3011,
                  "%s: %s".formatted(goal, refused.why()),
                  "promoting it would lose what it never had; nobody was promoted there",
                  "make it follow with 'lifeboat reprotect', or 'lifeboat resume --accept-loss REASON'")
              .asException(failure);
      case RefusedException refused ->
          Problem.passing(
                  Code.LB2001.narrowed(refused.code()),
                  "%s: %s".formatted(goal, refused.why()),
                  refused.status() == FAILED ? UNKNOWN : "nothing was changed by this request",
                  "see 'lifeboat status'")
              .asException(failure);
      case IOException lost ->
          Problem.passing(
                  Code.LB2002,
                  "%s: %s".formatted(goal, lost.getMessage()),
                  UNKNOWN,
                  "see 'lifeboat status'")
              .asException(failure);
    };
  }

  private static ProblemException epoch(String goal, String why, IOException cause) {
    return new ProblemException(OvertakenRun.byEpoch("%s: %s".formatted(goal, why)), cause);
  }

  static Problem noRoom(String goal, String why) {
    return Problem.lasting(
        Code.LB2004,
        "%s: it must be cloned, and there is no room: %s".formatted(goal, why),
        "nothing was cloned or replaced, and nothing that is kept goes by itself",
        "see 'lifeboat ledger PLAN --kept'; remove one with '--remove NAME', or move it away");
  }

  static ProblemException stale(String goal, String why) {
    return epoch(goal, why, new IOException(why));
  }

  /// What keeps a goal from being promoted, before it is tried.
  static Readiness notPromotable(Goal.Promoted goal, String why) {
    return Readiness.notReady(
        Problem.passing(
            Code.LB2011,
            "%s cannot be promoted in %s: %s".formatted(goal.resource(), goal.region(), why),
            "the writer would not come up there; nothing was changed",
            "see 'lifeboat lab status'"));
  }

  static String why(IOException failure) {
    return String.valueOf(failure.getMessage());
  }
}
