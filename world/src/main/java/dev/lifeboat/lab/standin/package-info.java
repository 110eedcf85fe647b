/// What answers in the place of a service that the lab has no program for.
///
/// Start at [dev.lifeboat.lab.standin.StandInMain]. It takes no write, and knows two paths.
@NullMarked
package dev.lifeboat.lab.standin;

import org.jspecify.annotations.NullMarked;
