package dev.lifeboat.agent.unit;

import java.nio.file.Files;
import java.nio.file.Path;

/// Names that must not be started, as files `<state>/held/<name>`. The fault injector puts them
/// there, since what was broken on purpose must stay broken until it is healed.
public final class StartHolds {
  private final Path folder;

  public StartHolds(Path state) {
    this.folder = state.resolve("held");
  }

  public boolean held(String name) {
    return Files.exists(folder.resolve(name));
  }
}
