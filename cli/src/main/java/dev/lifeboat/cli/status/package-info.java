/// Could we recover now? `check` looks closely, `status` quickly and at everything that is known.
/// What they find out is [dev.lifeboat.control.RecoveryCheck]'s and
/// [dev.lifeboat.control.StatusSurvey]'s; here are its rows and words.
@NullMarked
package dev.lifeboat.cli.status;

import org.jspecify.annotations.NullMarked;
