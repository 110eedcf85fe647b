/// Decides whether the primary is lost: start at [dev.lifeboat.watch.Detector], which is pure, then
/// [dev.lifeboat.watch.Watcher], which looks and feeds it.
///
/// Rules kept here: three views must agree before a failover is automatic, and a view that cannot
/// be had counts as disagreement. A database that its own region is restarting is given time.
@NullMarked
package dev.lifeboat.watch;

import org.jspecify.annotations.NullMarked;
