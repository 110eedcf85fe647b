/// Decides whether the primary is lost and whether to act on it: start at
/// [dev.lifeboat.watch.Detector], [dev.lifeboat.watch.FailoverHold] and
/// [dev.lifeboat.watch.FailoverDecision], which decide, then [dev.lifeboat.watch.LossWatch], which
/// looks and feeds the first two.
///
/// Rules kept here: three views must agree before a failover is automatic, and a view that cannot
/// be had counts as disagreement. A database that its own region is restarting is given time. A
/// primary that is lost while something holds a failover back is watched on.
///
/// A [dev.lifeboat.watch.Lapse] is a span in which a database that should be synchronous was not.
/// It is durable with the arbiter before the first write goes on without the replica, and ends on
/// record only after the replica had everything again; so what the record calls synchronous was
/// synchronous. While one is open, nothing is failed over by itself where the plan allows no loss.
@NullMarked
package dev.lifeboat.watch;

import org.jspecify.annotations.NullMarked;
