/// What an agent is told when it is started: one JSON file, written by the lab.
///
/// Start at [AgentConfig]. Unknown keys are errors, since a key that is silently ignored is a fence
/// or a replica that silently is not there. The file holds credentials: only its owner may read it.
@NullMarked
package dev.lifeboat.agent.config;

import org.jspecify.annotations.NullMarked;
