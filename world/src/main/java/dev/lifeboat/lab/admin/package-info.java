/// What every program of the lab shares with its controller: an admin address that speaks JSON.
///
/// Start at [dev.lifeboat.lab.admin.AdminApi], an address of [dev.lifeboat.wire.ApiServer] without
/// keys. Nothing here knows what a program does.
@NullMarked
package dev.lifeboat.lab.admin;

import org.jspecify.annotations.NullMarked;
