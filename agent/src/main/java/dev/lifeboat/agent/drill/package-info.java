/// What drills do alike wherever they are held: start at [dev.lifeboat.agent.drill.DrillCanary].
///
/// Rules kept here: everything is looked at as clients and services see it, by HTTP and by SQL; and
/// what could not be read is unknown, with the reason.
@NullMarked
package dev.lifeboat.agent.drill;

import org.jspecify.annotations.NullMarked;
