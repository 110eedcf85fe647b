package dev.lifeboat.plan;

/// A plan, and the one text that says all of it.
///
/// @param text of the file where it names no others, else made of all of them; empty after mistakes
public record WholePlan(PlanResult result, String text) {}
