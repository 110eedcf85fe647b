/// The canary: an outside client, a process of its own, that writes numbered markers through the
/// front door at a constant rate and logs what came back.
///
/// Start at [CanaryMain], the process, and [CanaryLoad], its loop. A drill uses [CanaryProcess] to
/// start and stop it and [CanaryLog] to watch it. What the log means is `dev.lifeboat.measure`'s
/// affair. [DrillCanary] and [ComparedTables] are what drills do alike wherever they are held.
///
/// Rules kept here:
///
/// - Open loop: a write is sent when its turn comes, whether or not earlier ones were answered.
/// - Nothing is ever sent twice. A write whose connection broke is unknown, not tried again.
/// - A line is with the operating system before the next thing happens, so that a killed canary
///   leaves all but its last line.
/// - Stores are looked at as clients and services see them; what could not be read is unknown, with
///   the reason.
@NullMarked
package dev.lifeboat.canary;

import org.jspecify.annotations.NullMarked;
