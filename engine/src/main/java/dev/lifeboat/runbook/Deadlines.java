package dev.lifeboat.runbook;

import java.time.Duration;

/// How long each kind of step may take where a workload runs. Generous: a step that runs out of its
/// deadline is undone or waits for a person, so each is far beyond what a healthy region needs.
///
/// @param fence to make the old writer unable to write
/// @param close to close a database by its region's API, which restarts it
/// @param promote a replica
/// @param complete until a replica holds everything
/// @param follow until a replica that is there keeps up
/// @param rejoin until one that has to be made, which may copy everything, keeps up
/// @param route until users are sent elsewhere
/// @param run until instances serve
/// @param shift beyond the hold of a share: until the first of few users has come, and the other
///   region is ready
public record Deadlines(
    Duration fence,
    Duration close,
    Duration promote,
    Duration complete,
    Duration follow,
    Duration rejoin,
    Duration route,
    Duration run,
    Duration shift) {}
