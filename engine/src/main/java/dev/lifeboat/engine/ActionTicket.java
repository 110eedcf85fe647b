package dev.lifeboat.engine;

/// An errand on its way. Its answer counts only while the order stands: one that was dropped
/// answers to nobody, even when another is out for the same step.
///
/// @param ticket unlike that of every other order of this steering
public record ActionTicket(long ticket, StepAction errand) {}
