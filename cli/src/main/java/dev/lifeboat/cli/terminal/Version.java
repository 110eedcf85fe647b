package dev.lifeboat.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import picocli.CommandLine.IVersionProvider;

/// The version of this build, which Maven wrote beside this class from the root `pom.xml`.
public final class Version implements IVersionProvider {

  private static final String RESOURCE = "version.txt";
  private static final String UNRELEASED = "-SNAPSHOT";

  @Override
  public String[] getVersion() throws IOException {
    return new String[] {"lifeboat " + number()};
  }

  /// Three numbers with dots. A build between releases carries the number of the next one.
  public static String number() throws IOException {
    try (InputStream resource = Version.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException(RESOURCE + " must lie beside " + Version.class.getName());
      }
      var text = new String(resource.readAllBytes(), UTF_8).strip();
      return text.endsWith(UNRELEASED)
          ? text.substring(0, text.length() - UNRELEASED.length())
          : text;
    }
  }
}
