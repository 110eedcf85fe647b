package dev.lifeboat.cli.aws;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The jar of functions that comes with Lifeboat: a release has it, a checkout has made it.
///
/// @param home the folder of the checkout, or of the release, where that is known
record ShippedFunctions(Optional<Path> home) {
  private static final String JAR = "lifeboat-functions.jar";

  /// That from which this process was started, if the launcher says so. What lies in the folder of
  /// whoever types comes with nothing.
  static ShippedFunctions ofThisProcess() {
    return new ShippedFunctions(
        Optional.ofNullable(System.getProperty("lifeboat.home")).map(Path::of));
  }

  /// Empty where there is none, as in a container.
  Optional<Path> jar() {
    return Stream.of(Path.of("functions", JAR), Path.of("aws-serverless", "target", JAR))
        .flatMap(it -> home.stream().map(of -> of.resolve(it)))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
