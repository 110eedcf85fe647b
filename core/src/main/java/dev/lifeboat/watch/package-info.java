/// Decides whether the primary is lost and whether to act on it: start at
/// [dev.lifeboat.watch.Detector] and [dev.lifeboat.watch.FailoverHold], which are pure, then
/// [dev.lifeboat.watch.AutomaticWatch], which looks and feeds them.
///
/// Rules kept here: three views must agree before a failover is automatic, and a view that cannot
/// be had counts as disagreement. A database that its own region is restarting is given time. A
/// primary that is lost while something holds a failover back is watched on.
@NullMarked
package dev.lifeboat.watch;

import org.jspecify.annotations.NullMarked;
