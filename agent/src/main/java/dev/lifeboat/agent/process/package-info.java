/// The operating system's processes: how the agent starts them so that they outlive it, knows them
/// again, and how everything that lives in a region is found and ended.
///
/// Start at [Spawner] and [ProcessTable]. Rules kept here:
///
/// - A process is named by its pid *and* its start time; a pid alone may be somebody else by now.
/// - A defunct process (ended, not yet collected by its parent) counts as dead.
/// - To find all of a region the records are not trusted: environment markers and current folders
///   are read too, since back ends of a killed PostgreSQL have no record and go on committing.
@NullMarked
package dev.lifeboat.agent.process;

import org.jspecify.annotations.NullMarked;
