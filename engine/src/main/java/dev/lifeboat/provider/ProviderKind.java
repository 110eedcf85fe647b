package dev.lifeboat.provider;

import dev.lifeboat.plan.ProviderKeys;
import dev.lifeboat.runbook.RunbookCompiler;
import dev.lifeboat.runbook.Traits;

/// What the word of a provider in a plan stands for. Asks nobody and needs no credentials.
public interface ProviderKind {
  /// What it adds to the plan language.
  ProviderKeys keys();

  /// Whether Lifeboat itself brings its regions up and takes them down, so that nobody depends on
  /// them and nobody had to tell where the writers are.
  boolean raised();

  /// What its regions are like.
  Traits traits();

  /// Makes runbooks for them.
  default RunbookCompiler compiler() {
    return new RunbookCompiler(traits());
  }
}
