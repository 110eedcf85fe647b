package dev.lifeboat.wire;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The product in jars, for which alone an AOT cache is made.
public final class PackedProduct {
  private PackedProduct() {}

  /// Whether the product that is tested is packed; its tests never are.
  public static boolean isTested() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty() && !entry.contains("test-classes"))
        .noneMatch(entry -> Files.isDirectory(Path.of(entry)));
  }

  /// Starts programs of its jars, as the launcher does.
  public static JavaCommand command() {
    var programs = JavaCommand.ofThisProcess();
    var jars = programs.classPath().stream().filter(Files::isRegularFile).toList();
    return new JavaCommand(programs.java(), jars, Optional.empty());
  }
}
