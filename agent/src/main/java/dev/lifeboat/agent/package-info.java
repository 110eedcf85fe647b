/// The agent of a region: start at [AgentMain].
///
/// Rules kept here:
///
/// - A database starts writable only if its assignment and a fresh look at the placement agree.
/// - The highest epoch ever seen is durable; whoever carries a lower one is refused.
/// - What the agent starts outlives it; an agent that starts again adopts what lives.
@NullMarked
package dev.lifeboat.agent;

import org.jspecify.annotations.NullMarked;
