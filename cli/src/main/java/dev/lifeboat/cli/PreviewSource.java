package dev.lifeboat.cli;

import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Provider;
import dev.lifeboat.runbook.Runbook;

/// What a person is shown of a move before it begins.
interface PreviewSource {
  /// Whether users depend on it, so that a change asks for the plan's name first.
  boolean asksForConfirmation();

  /// A provider that brings goals of `workload` about.
  ///
  /// @throws ProblemException when the plan does not say where something is
  Provider provider(Workload workload) throws ProblemException;

  /// In words, what would be lost if the run began now.
  String atRisk(Workload workload, Runbook runbook) throws InterruptedException;
}
