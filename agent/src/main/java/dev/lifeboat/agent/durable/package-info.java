/// Lines that must survive a crash of this process or of the machine: [DurableLog], and of these
/// the refusals for a low epoch: [RefusalLog]. Small records that are replaced as a whole are
/// written by [dev.lifeboat.durable.DurableFile].
@NullMarked
package dev.lifeboat.agent.durable;

import org.jspecify.annotations.NullMarked;
