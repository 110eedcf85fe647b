package dev.lifeboat.postgres;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One server: its binaries, its data folder, where it listens and how it is started.
///
/// @param data the data folder; its parent must be reachable for the launcher's user
/// @param host the one address to listen on
/// @param launcher what goes before the program, see [Launcher#prefix]; empty as a plain user
/// @param settings override or add to the settings that [Server] always writes
public record ServerConfig(
    Installation installation,
    Path data,
    String host,
    int port,
    List<String> launcher,
    Map<String, String> settings) {

  public ServerConfig {
    data = data.toAbsolutePath().normalize();
    Endpoint.requireText("host", host);
    Endpoint.requirePort(port);
    launcher = List.copyOf(launcher);
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    settings.forEach(ConfigText::setting);
  }
}
