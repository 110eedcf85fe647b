/// Closes a run's folder, and tells whether a closed one is as it was and says what its files show.
///
/// Start at [EvidenceVerifier], which reads a folder and gives a [Verification]; [Sealer] makes
/// what it checks. `docs/evidence.md` is the format, and a script beside it checks the same in
/// Python.
///
/// Rules kept here:
///
/// - No byte of a closed folder is free: what is not hashed has one spelling only.
/// - The verifier never writes, never follows a link, and answers for any bytes whatever.
/// - What is found first is the same in both verifiers: the order of the checks is part of the
///   format.
@NullMarked
package dev.lifeboat.evidence;

import org.jspecify.annotations.NullMarked;
