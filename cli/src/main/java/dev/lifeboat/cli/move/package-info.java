/// The commands that move a writer, take up a move, or give a person's word for one. Start at
/// [dev.lifeboat.cli.move.MoveCommand]; what they do is [dev.lifeboat.control.Move]'s.
@NullMarked
package dev.lifeboat.cli.move;

import org.jspecify.annotations.NullMarked;
