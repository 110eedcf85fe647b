package dev.lifeboat.cli.assess;

/// Forms in which an assessment is written down.
enum AssessForm {
  text,
  json,
  md,
  html,
  sarif,
  junit
}
