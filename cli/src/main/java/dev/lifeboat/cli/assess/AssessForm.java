package dev.lifeboat.cli.assess;

/// How an assessment is written down.
enum AssessForm {
  text,
  json,
  md,
  html,
  sarif,
  junit
}
