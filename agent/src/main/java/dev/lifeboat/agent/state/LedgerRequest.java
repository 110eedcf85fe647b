package dev.lifeboat.agent.state;

/// Asks for a part of what was read back under an epoch.
///
/// @param from 0 for the first part, else what the part before said
public record LedgerRequest(long epoch, long from) {}
