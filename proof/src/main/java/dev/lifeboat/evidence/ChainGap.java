package dev.lifeboat.evidence;

import dev.lifeboat.plan.WordedChoice;
import dev.lifeboat.runbook.RunId;

/// What several sealed folders show of a run that should be among them.
///
/// @param by the run whose opening says so
/// @param why such as `run 20261120-150411-7q2k of epoch 5 is not here`
public record ChainGap(Kind kind, RunId by, String why) {

  /// What kind of gap it is.
  public enum Kind implements WordedChoice {
    /// A sealed run that is named, of the time between those that are here, is not here.
    MISSING(true),
    /// A run that is named is here with another seal than it had then.
    OTHER(true),
    /// A run has an epoch that no folder here has, and was not sealed when a later one began.
    UNSEALED(false),
    /// A person dropped the claim of a run.
    DROPPED(false),
    /// A run could not read what was kept of those before it.
    UNREAD(false),
    /// A run begins a chain although there are earlier ones here, as in a lab that is brought up
    /// anew.
    BEGUN(false),
    /// A run was opened where no chain was kept.
    NO_CHAIN(false);

    private final boolean breaks;

    Kind(boolean breaks) {
      this.breaks = breaks;
    }

    /// Whether something sealed was left out or replaced; else it is told and nobody's fault here.
    public boolean breaks() {
      return breaks;
    }
  }
}
