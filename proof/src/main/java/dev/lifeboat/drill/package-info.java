/// Breaks something on purpose, recovers, measures, and brings everything home: start at
/// [dev.lifeboat.drill.Drill].
///
/// Rules kept here: figures come from the canary's log alone; what could not be measured is
/// unknown, with a reason; a drill that leaves something behind has not passed.
@NullMarked
package dev.lifeboat.drill;

import org.jspecify.annotations.NullMarked;
