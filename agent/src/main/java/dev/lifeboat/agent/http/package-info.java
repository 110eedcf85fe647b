/// The agent's HTTP API: start at [ApiServer].
///
/// Bodies are small JSON documents of a bounded size; every answer that is no success is a
/// [dev.lifeboat.agent.state.Refusal]. Nothing is decided here.
@NullMarked
package dev.lifeboat.agent.http;

import org.jspecify.annotations.NullMarked;
