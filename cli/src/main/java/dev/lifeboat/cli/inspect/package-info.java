/// What a file that Lifeboat keeps holds, without anything else of it. Start at
/// [dev.lifeboat.cli.inspect.InspectCommand]. Rule kept here: each file is read by the code that
/// its own part of the product reads it with; nothing is written and nothing locked.
@NullMarked
package dev.lifeboat.cli.inspect;

import org.jspecify.annotations.NullMarked;
