package dev.lifeboat.wire;

import org.jspecify.annotations.Nullable;

/// The body of every answer that is not a success.
///
/// @param code one of [dev.lifeboat.problem.Code]
/// @param why what was found, with the values that matter
/// @param epoch the caller's, where it was refused for being too low; else null
/// @param highest the epoch known where it was refused; else null
public record Refusal(String code, String why, @Nullable Long epoch, @Nullable Long highest) {}
