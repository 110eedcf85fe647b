/// Watching a primary, pausing those who watch it, and following a run. Start at
/// [dev.lifeboat.cli.watch.WatchCommand]; what a watch does is [dev.lifeboat.control.WatchLoop]'s,
/// how a run is followed [dev.lifeboat.control.RunFollower]'s.
@NullMarked
package dev.lifeboat.cli.watch;

import org.jspecify.annotations.NullMarked;
