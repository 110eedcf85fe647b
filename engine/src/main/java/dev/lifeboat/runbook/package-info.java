/// The compiled plan: what must come true, in which order, and by when.
///
/// Start at [dev.lifeboat.runbook.Runbook], a directed acyclic graph of
/// [dev.lifeboat.runbook.Step]s. Most steps reach one [dev.lifeboat.runbook.Goal], such as "orders
/// is promoted in west". How it comes true is the provider's affair.
/// [dev.lifeboat.runbook.RunbookCompiler] makes a runbook from a plan and a placement.
///
/// Rules kept here:
///
/// - Immutable values only: no clock, no I/O, no threads, no logging.
/// - A runbook that exists is valid: no cycles, no unknown steps, and no promotion that does not
///   come after the fence of the old writer.
/// - The JSON form is public. A change of it needs a page in `docs/decisions/`.
@NullMarked
package dev.lifeboat.runbook;

import org.jspecify.annotations.NullMarked;
