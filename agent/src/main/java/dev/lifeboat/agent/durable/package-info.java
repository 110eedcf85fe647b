/// Files that must survive a crash of this process or of the machine.
///
/// Start at [DurableFile] for small records that are replaced as a whole, and at [DurableLog] for
/// lines that are only ever appended.
@NullMarked
package dev.lifeboat.agent.durable;

import org.jspecify.annotations.NullMarked;
