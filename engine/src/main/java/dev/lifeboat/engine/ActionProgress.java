package dev.lifeboat.engine;

/// Where an errand stands: at its next act, or back with a [StepOutcome].
public sealed interface ActionProgress permits StepAction, StepOutcome {}
