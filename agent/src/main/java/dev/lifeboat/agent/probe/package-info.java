/// Looks at a database from outside, with a hard deadline: [SqlProbe].
@NullMarked
package dev.lifeboat.agent.probe;

import org.jspecify.annotations.NullMarked;
