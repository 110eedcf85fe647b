/// How the processes of a region speak HTTP: [ApiServer] serves, [JsonClient] asks.
///
/// Bodies are small JSON documents of a bounded size; every answer that is no success is a
/// [dev.lifeboat.agent.state.Refusal]. Nothing is decided here.
@NullMarked
package dev.lifeboat.agent.http;

import org.jspecify.annotations.NullMarked;
