/// Looks at a server from outside, with hard deadlines: start at [ProbeResult].
///
/// Refusal and silence are different answers. Whoever is refused may ask again at once, since a
/// refusal costs nothing; silence has to be waited out. Neither proves that anything is dead.
@NullMarked
package dev.lifeboat.agent.probe;

import org.jspecify.annotations.NullMarked;
