package dev.lifeboat.guard;

/// The fields of a placement that agents rely on; the arbiter's record holds more.
///
/// @param writer the region that holds the workload's writer
public record WriterPlacement(String workload, String writer, long epoch) {}
