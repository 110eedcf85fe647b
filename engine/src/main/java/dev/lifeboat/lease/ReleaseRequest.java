package dev.lifeboat.lease;

/// Request to a voter to end a lease.
///
/// @param lease which one, by workload, epoch and holder
public record ReleaseRequest(VoteRequest lease, Release why) {}
