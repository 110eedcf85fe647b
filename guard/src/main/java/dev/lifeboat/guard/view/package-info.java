/// What every watch makes of votes and probes, whichever provider it looks through. Start at
/// [dev.lifeboat.guard.view.LeaseView].
///
/// Rules kept here: a view that tells nothing of the writer of the placement's epoch is unknown.
@NullMarked
package dev.lifeboat.guard.view;

import org.jspecify.annotations.NullMarked;
