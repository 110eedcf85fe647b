/// The plan: what must survive, how fast, and how little may be lost.
///
/// Start at [Plan], and at [PlanReader] for how a file becomes one. Every optional key of the file
/// has its default here, so whoever reads a [Plan] never asks what an absent key meant.
///
/// Rules kept here:
///
/// - Immutable values only, in the order of the file. A plan that exists is valid by itself;
///   whether it is strong enough is for the assessment, whether it can be executed for the runbook
///   compiler.
/// - The reader tells every mistake of a file at once, and never throws for what a file contains.
/// - A key is declared once, as a [PlanKey] in its record or binder, with its meaning as the
///   comment above: the reader reads by that, and tests generate `plan.schema.json` and the tables
///   of `docs/plan-reference.md` from it.
/// - What only one provider needs is bound by its own [ProviderKeys], and opaque here.
/// - A new resource type is here one record under [Resource] and one binder; ARCHITECTURE.md says
///   what else it touches.
@NullMarked
package dev.lifeboat.plan;

import org.jspecify.annotations.NullMarked;
