package dev.lifeboat.wire;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/// The body of every answer that is not a success.
///
/// @param code one of [dev.lifeboat.problem.Code]; null from a front door or a link of an earlier
///   version, which refuse with 409 what comes under too low an epoch
/// @param why what was found, with the values that matter; their word for it is `detail`
/// @param epoch the caller's, where it was refused for being too low; else null
/// @param highest the epoch known where it was refused; else null
public record Refusal(
    @Nullable String code,
    @JsonAlias("detail") String why,
    @Nullable Long epoch,
    @Nullable Long highest) {}
