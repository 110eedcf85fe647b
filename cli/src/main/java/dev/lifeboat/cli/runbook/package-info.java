/// The steps that a run would take, as text, Markdown, a diagram, JSON or a state machine: see
/// [dev.lifeboat.cli.runbook.RunbookCommand].
@NullMarked
package dev.lifeboat.cli.runbook;

import org.jspecify.annotations.NullMarked;
