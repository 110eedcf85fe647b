/// Which region holds a workload's writer, under which epoch, and which run is open on it: start at
/// [dev.lifeboat.placement.Placement].
///
/// Rules kept here: changed by compare-and-set alone; epochs only grow; at most one open run a
/// workload, whatever started it. [dev.lifeboat.placement.Claim] decides what may change.
@NullMarked
package dev.lifeboat.placement;

import org.jspecify.annotations.NullMarked;
