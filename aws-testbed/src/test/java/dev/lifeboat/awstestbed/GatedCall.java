package dev.lifeboat.awstestbed;

import java.util.Optional;

/// One attempt of a call that reached the gate.
///
/// @param region that it was signed for
/// @param service that it was signed for, such as `dynamodb`
/// @param operation such as `PutItem`; of REST services the method and path
/// @param cut what was done with it; empty if it was let through
public record GatedCall(String region, String service, String operation, Optional<Cut> cut) {}
