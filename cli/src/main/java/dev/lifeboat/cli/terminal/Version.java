package dev.lifeboat.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/// The version of this build, which Maven wrote beside this class from the root `pom.xml`.
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"lifeboat " + number()};
  }

  /// Three numbers with dots. A build between releases carries the number of the next one.
  public static String number() {
    try (var resource = Version.class.getResourceAsStream("version.txt")) {
      var text = new String(Objects.requireNonNull(resource).readAllBytes(), UTF_8);
      return text.strip().replaceFirst("-SNAPSHOT$", "");
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }
}
