package dev.lifeboat.postgres;

import java.util.Optional;

/// One replication slot.
///
/// @param type `physical` or `logical`
/// @param active whether someone streams from it now
/// @param restart oldest log it keeps; empty when it keeps none, or lost it
/// @param walStatus `reserved`, `extended`, `unreserved` or `lost`; empty when it keeps none
public record Slot(
    String name, String type, boolean active, Optional<Lsn> restart, Optional<String> walStatus) {}
