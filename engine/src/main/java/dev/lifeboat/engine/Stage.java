package dev.lifeboat.engine;

/// Where an errand stands: at its next act, or back with a [Call].
public sealed interface Stage permits Errand, Call {}
