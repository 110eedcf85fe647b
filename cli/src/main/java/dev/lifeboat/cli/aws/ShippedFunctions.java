package dev.lifeboat.cli.aws;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The jar of functions that comes with Lifeboat: a release has it, a checkout has made it.
///
/// @param home the folder of the checkout, or of the release
record ShippedFunctions(Path home) {
  private static final String JAR = "lifeboat-functions.jar";

  /// That from which this process was started, as the launcher says.
  static ShippedFunctions ofThisProcess() {
    return new ShippedFunctions(Path.of(System.getProperty("lifeboat.home", "")));
  }

  /// Empty where there is none, as in a container.
  Optional<Path> jar() {
    return Stream.of(Path.of("functions", JAR), Path.of("aws-serverless", "target", JAR))
        .map(home::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
