/// One of the three votes on who may write a workload: start at [Votes], and at [VoterClient] to
/// ask for one. What is answered is decided by [dev.lifeboat.lease.Voter].
///
/// Rules kept here:
///
/// - A vote is on disk before it is told.
/// - A voter that restarted forgot when it granted last, so it grants nothing for a whole wait.
/// - Time is this machine's monotonic clock alone, and one that nobody slews where there is one.
@NullMarked
package dev.lifeboat.guard.vote;

import org.jspecify.annotations.NullMarked;
