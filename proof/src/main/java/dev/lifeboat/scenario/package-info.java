/// The disasters that a drill can rehearse, and the criteria by which each is judged: start at
/// [dev.lifeboat.scenario.Scenario].
///
/// Rules kept here: what was not measured is unknown, with a reason, and never met; nothing here
/// breaks anything or looks at a clock.
@NullMarked
package dev.lifeboat.scenario;

import org.jspecify.annotations.NullMarked;
