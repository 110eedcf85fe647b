/// What stands before a call that AWS itself would let pass: that a run still has the claim on its
/// workload ([PresentClaim]), and that a copy is of the writer that it replaces ([PromotionGate]).
@NullMarked
package dev.lifeboat.aws.claim;

import org.jspecify.annotations.NullMarked;
