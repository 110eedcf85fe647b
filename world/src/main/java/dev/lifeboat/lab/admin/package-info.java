/// What every program of the lab shares with its controller: a config file, an admin address that
/// speaks JSON, and state that survives a SIGKILL.
///
/// Start at [dev.lifeboat.lab.admin.Program]. The server side is
/// [dev.lifeboat.lab.admin.AdminServer], the controller's side
/// [dev.lifeboat.lab.admin.AdminClient]. Nothing here knows what a program does.
@NullMarked
package dev.lifeboat.lab.admin;

import org.jspecify.annotations.NullMarked;
