package dev.lifeboat.vault;

/// Where a chunk lies.
///
/// @param at where it begins in the frame, once that is unfolded
record ChunkPlace(PackFrame frame, int at, int bytes) {}
