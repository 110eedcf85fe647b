package dev.lifeboat.agent.state;

/// Names one of the [KeptCopies] that a person wants removed.
public record KeptName(String name) {}
