/// How an agent is asked: [AgentClient].
@NullMarked
package dev.lifeboat.agent.client;

import org.jspecify.annotations.NullMarked;
