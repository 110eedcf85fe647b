package dev.lifeboat.vault;

/// How much a vault holds.
///
/// @param snapshots that can be read
/// @param sourceBytes of all files of all of them
/// @param chunks that are told apart
/// @param chunkBytes of these, before they were compressed
/// @param packs that are there
/// @param storedBytes of these
/// @param markedPacks of these, that a prune has marked
/// @param markedBytes of these
public record VaultStats(
    int snapshots,
    long sourceBytes,
    long chunks,
    long chunkBytes,
    int packs,
    long storedBytes,
    int markedPacks,
    long markedBytes) {}
