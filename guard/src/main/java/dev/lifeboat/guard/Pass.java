package dev.lifeboat.guard;

/// How long a gateway may write without asking again: the answer of `POST /lease/{workload}/pass`.
///
/// @param leftMillis from when it sent the question; 0 when it may not
public record Pass(long leftMillis) {}
