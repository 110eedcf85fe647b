package dev.lifeboat.cli.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A way out of an example's folder, in a file that starts what stands there: a copy has no
/// checkout above it.
final class CheckoutReference {
  private static final String STACKS = "cdk.json";
  private static final Set<String> STARTERS = Set.of("try", STACKS);

  /// From where the script is, or from where the command line of the CDK is typed.
  private static final Pattern OUT =
      Pattern.compile(
          "\"\\$\\(dirname \"\\$0\"\\)/(\\.\\./[\\w./-]+)\"|(?<![\\w./])(\\.\\./[\\w./-]+)");

  private CheckoutReference() {}

  static boolean isIn(Path file) {
    return STARTERS.contains(String.valueOf(file.getFileName()));
  }

  /// The text of a copy, which starts what the checkout has.
  static String followed(Path file) throws IOException {
    boolean json = file.endsWith(STACKS);
    return OUT.matcher(Files.readString(file))
        .replaceAll(it -> {
          var way = it.group(1) == null ? it.group(2) : it.group(1);
          var there = file.resolveSibling(way).normalize().toString();
          // One word of the shell, whatever the folder of the checkout is called.
          var word = "'%s'".formatted(there.replace("'", "'\\''"));
          return Matcher.quoteReplacement(
              json ? word.replace("\\", "\\\\").replace("\"", "\\\"") : word);
        });
  }
}
