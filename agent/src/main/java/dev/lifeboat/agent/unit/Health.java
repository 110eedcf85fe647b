package dev.lifeboat.agent.unit;

/// What the last look at an instance found.
sealed interface Health {
  record Well() implements Health {}

  record Unknown(String why) implements Health {}
}
