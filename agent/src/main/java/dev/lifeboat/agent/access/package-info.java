/// Who calls an API, and whether it is anyone who may.
///
/// Every part of a lab has a secret, made by `lab up`. A caller signs what it asks for with
/// [CallSigner]; the side that is asked checks that with [CallGuard], which also refuses what a web
/// page could send. Both know each other's keys from a [KeyRing] in their configuration.
///
/// Rules kept here:
///
/// - A request that changes anything has a caller. What a caller may do is the affair of whoever
///   serves the request.
/// - A part that is asked can pass for nobody: the key by which it knows a caller is of use with
///   itself alone.
@NullMarked
package dev.lifeboat.agent.access;

import org.jspecify.annotations.NullMarked;
