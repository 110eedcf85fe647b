/// What keeps a region's commands running: start at [Unit].
///
/// - An instance that ends is started again after a back-off that doubles up to a limit.
/// - A held unit is not started; the hold is a file, so that it survives the agent.
/// - Instances outlive the agent; a new agent adopts those that live.
@NullMarked
package dev.lifeboat.agent.unit;

import org.jspecify.annotations.NullMarked;
