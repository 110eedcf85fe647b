package dev.lifeboat.cli.terminal;

import dev.lifeboat.files.ShippedText;
import picocli.CommandLine.IVersionProvider;

/// The version of this build, which Maven wrote beside this class from the root `pom.xml`.
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"lifeboat " + number()};
  }

  /// Three numbers with dots. A build between releases carries the number of the next one.
  public static String number() {
    return ShippedText.beside(Version.class, "version.txt").strip().replaceFirst("-SNAPSHOT$", "");
  }
}
