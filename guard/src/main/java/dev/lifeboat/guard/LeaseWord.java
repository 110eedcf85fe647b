package dev.lifeboat.guard;

/// A person's word by which a region writes, since two of the three voters do not answer.
///
/// @param text whose, and why
/// @param leftMillis how long it counts unless it is given again
public record LeaseWord(String text, long leftMillis) {}
