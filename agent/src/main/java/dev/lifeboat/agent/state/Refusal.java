package dev.lifeboat.agent.state;

/// The body of every answer that is not a success.
///
/// @param code one of [dev.lifeboat.problem.Code]
/// @param why what was found, with the values that matter
public record Refusal(String code, String why) {}
