/// What past drills prove of the plan as it is now: start at [dev.lifeboat.history.Proofs].
///
/// Rules kept here: arithmetic over what the folders of the runs hold; a proof is of one scenario
/// and of the plan it was held with; what is not proven is never called so.
@NullMarked
package dev.lifeboat.history;

import org.jspecify.annotations.NullMarked;
