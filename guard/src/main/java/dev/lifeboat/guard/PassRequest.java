package dev.lifeboat.guard;

/// A gateway's question whether it may write: the body of `POST /lease/{workload}/pass`.
///
/// @param gateway of which bucket
/// @param askedAtNanos on its machine's monotonic clock, so that a question that comes late is
///   known
/// @param writing whether it writes by an earlier answer when it asks
public record PassRequest(String gateway, long askedAtNanos, boolean writing) {}
