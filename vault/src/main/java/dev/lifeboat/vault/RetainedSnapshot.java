package dev.lifeboat.vault;

import java.time.Instant;
import java.util.Optional;

/// A snapshot that nobody removes yet.
///
/// @param until when it is retained, which may be over; [Instant#MAX] for ever, [Instant#MIN] by no
///   rule
/// @param hold the reason of a hold that is on it
public record RetainedSnapshot(Snapshot snapshot, Instant until, Optional<String> hold) {}
