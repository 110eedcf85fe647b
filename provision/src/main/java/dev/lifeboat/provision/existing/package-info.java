/// Makes a first plan of what exists: of a file of infrastructure as code, or of an account.
///
/// Start at [dev.lifeboat.provision.existing.PlanImport]. A reader makes a
/// [dev.lifeboat.provision.existing.FactSheet] of its source;
/// [dev.lifeboat.provision.existing.PlanDraft] is the one text of all of them.
///
/// Rules kept here:
///
/// - Nothing is guessed silently: each value names its source, and what no source says is a
///   stand-in that AWS knows nothing of, and is listed.
/// - A source is read whole or refused with its place. Nothing of AWS is written.
@NullMarked
package dev.lifeboat.provision.existing;

import org.jspecify.annotations.NullMarked;
