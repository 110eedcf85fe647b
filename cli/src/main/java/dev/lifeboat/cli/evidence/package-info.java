/// What the folder of a run proves. Start at [dev.lifeboat.cli.evidence.EvidenceVerifyCommand];
/// what is proven is [dev.lifeboat.evidence.EvidenceVerifier]'s.
@NullMarked
package dev.lifeboat.cli.evidence;

import org.jspecify.annotations.NullMarked;
