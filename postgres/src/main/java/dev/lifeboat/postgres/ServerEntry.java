package dev.lifeboat.postgres;

import java.time.Instant;

/// A file or a folder of a server, as a base backup sends it.
///
/// @param path below the data folder
/// @param owner the number of the user at the server's machine
/// @param mode the lower twelve bits
public record ServerEntry(
    String path, boolean folder, int mode, int owner, int group, Instant modified) {}
