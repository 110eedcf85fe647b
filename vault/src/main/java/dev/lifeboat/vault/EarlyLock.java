package dev.lifeboat.vault;

import java.time.Instant;

/// Lock that ends sooner than a snapshot that needs what it is on. Nothing is lost yet.
///
/// @param where such as `packs/3f…`
/// @param until when the store lets it go
/// @param snapshot the one that needs it longest
/// @param needed how long at least
public record EarlyLock(String where, Instant until, String snapshot, Instant needed) {}
