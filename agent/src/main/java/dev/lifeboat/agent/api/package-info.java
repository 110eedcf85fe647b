/// What the agent's HTTP API offers: start at [Api].
///
/// Nothing is decided here. Who comes with an epoch that is too low is refused by the part that
/// knows the epoch, and the refusal is logged here, in `refusals.jsonl`.
@NullMarked
package dev.lifeboat.agent.api;

import org.jspecify.annotations.NullMarked;
