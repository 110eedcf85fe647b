package dev.lifeboat.provider;

import dev.lifeboat.plan.ProviderKeys;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.RunbookCompiler;
import dev.lifeboat.runbook.Traits;

/// Meaning of the word of a provider in a plan. Asks nobody and needs no credentials.
public interface ProviderKind {
  /// What it adds to the plan language.
  ProviderKeys keys();

  /// Its name as people write it, such as `AWS`.
  default String title() {
    return keys().word();
  }

  /// Whether users depend on its regions, so that whoever changes them confirms it, and nothing is
  /// begun there that could not end.
  boolean servesUsers();

  /// Whether Lifeboat itself raises its regions on this machine, with agents that guard them, and
  /// so knows where their writers are. If not, they are adopted, and guarded by whoever starts a
  /// guard.
  default boolean raisesRegions() {
    return !servesUsers();
  }

  /// Whether one blow takes all of its regions.
  default boolean failsAsOne() {
    return raisesRegions();
  }

  /// What it keeps below a state folder.
  ProviderFiles files();

  /// Whether its regions are [BackupSources].
  default boolean keepsBackups() {
    return false;
  }

  /// Whether its plan has guards beside the databases of `workload`, which cost money.
  default boolean hasGuards(Workload workload) {
    return false;
  }

  /// What its regions are like.
  Traits traits();

  /// Makes runbooks for them.
  default RunbookCompiler compiler() {
    return new RunbookCompiler(traits());
  }
}
