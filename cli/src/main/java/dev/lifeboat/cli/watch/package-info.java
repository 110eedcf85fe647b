/// Watching a primary, and pausing those who watch it. Start at
/// [dev.lifeboat.cli.watch.WatchCommand]; what a watch does is [dev.lifeboat.control.WatchLoop]'s.
@NullMarked
package dev.lifeboat.cli.watch;

import org.jspecify.annotations.NullMarked;
