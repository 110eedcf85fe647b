/// A runbook as a Standard state machine of AWS Step Functions, in the language of "Amazon States
/// Language" (states-language.net, JSONPath form). Start at
/// [dev.lifeboat.aws.states.StateMachineCompiler].
///
/// Rules kept here: the order of the runbook's steps; the claim of the placement comes first, and a
/// conditional write right before each effect; no secret and no answer that could hold one enters
/// the execution's history; what cannot be expressed is refused by name and never left out.
@NullMarked
package dev.lifeboat.aws.states;

import org.jspecify.annotations.NullMarked;
