/// What every way of sharing users out between two regions has in common: who judges a share, how
/// long it has been held, and what is told of one that is not borne. Start at
/// [dev.lifeboat.aws.trafficshift.HeldShare].
@NullMarked
package dev.lifeboat.aws.trafficshift;

import org.jspecify.annotations.NullMarked;
