/// What an agent says about its region: the JSON of `GET /state`, shared by agent and client.
///
/// Start at [RegionState]. Fields may be added, none changes its meaning. What could not be found
/// out is null or `unknown`, and then a `why` stands beside it; it is never a guess.
@NullMarked
package dev.lifeboat.agent.state;

import org.jspecify.annotations.NullMarked;
