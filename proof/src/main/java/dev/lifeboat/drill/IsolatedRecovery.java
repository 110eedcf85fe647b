package dev.lifeboat.drill;

import org.jspecify.annotations.Nullable;

/// A recovery in a sandbox. RTO and RPO of the drill are this recovery's.
///
/// @param region that it was held in
/// @param basis what RTO and RPO were measured from
/// @param copySeconds until the databases' files were copied
/// @param recoverSeconds from then until stores were recovered up to the point
/// @param startSeconds from then until every instance answered
/// @param bytes of database files that were copied
/// @param objects that were copied
/// @param point up to where, with the time and the position of each database
/// @param written writes that its own canary had acknowledged in the sandbox
/// @param held of these the ones that the sandbox's stores held; null when they were not read
public record IsolatedRecovery(
    String region,
    String basis,
    double copySeconds,
    double recoverSeconds,
    double startSeconds,
    long bytes,
    long objects,
    String point,
    long written,
    @Nullable Long held) {}
