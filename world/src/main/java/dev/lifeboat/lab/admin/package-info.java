/// What every program of the lab shares with its controller: a config file, an admin address that
/// speaks JSON, and state that survives a SIGKILL.
///
/// Start at [dev.lifeboat.lab.admin.Program]. Its admin address is one of
/// [dev.lifeboat.wire.ApiServer], without keys. Nothing here knows what a program does.
@NullMarked
package dev.lifeboat.lab.admin;

import org.jspecify.annotations.NullMarked;
