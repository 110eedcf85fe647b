package dev.lifeboat.lab.bucket;

import java.time.Instant;

/// A version that exists on this side alone since another region became the writer.
///
/// @param version the id that this side's S3 server gave it
/// @param marker whether it is a delete marker
/// @param epoch of the writer that does not know it
/// @param found when that was found
public record DivergedVersion(
    String key, String version, boolean marker, long epoch, Instant found) {}
