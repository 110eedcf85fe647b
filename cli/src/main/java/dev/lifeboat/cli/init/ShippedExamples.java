package dev.lifeboat.cli.init;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.plan.NearestWord;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The examples that come with Lifeboat: each a folder with a plan and what its services run.
///
/// @param folder of all of them
public record ShippedExamples(Path folder) {
  private static final String PLAN = "lifeboat.yaml";
  private static final String FENCED =
      "# Fenced by the API where a person starts failovers, which the example itself is not.\n";
  private static final Set<String> OF_THE_BUILD = Set.of("pom.xml", "src", "target");

  /// A word of a service's command, and in it what the build made, here or of another example.
  private static final Pattern BUILT =
      Pattern.compile("([^\\s,\\[\\]]*?)((?:\\.\\./[a-z-]+/)?target/[^\\s,\\[\\]]+)");

  /// Those of the checkout that this process was started from, as the launcher says.
  public static ShippedExamples ofThisProcess() {
    return new ShippedExamples(Path.of(System.getProperty("lifeboat.home", ""), "examples"));
  }

  /// In order of name.
  ///
  /// @throws ProblemException LB6001 when the folder cannot be read
  public List<String> names() throws ProblemException {
    try {
      return DurableFile.folders(folder).stream()
          .filter(it -> Files.isRegularFile(it.resolve(PLAN)))
          .map(it -> String.valueOf(it.getFileName()))
          .toList();
    } catch (IOException unreadable) {
      throw unreadable(folder, unreadable);
    }
  }

  /// The name of one that is there.
  ///
  /// @throws ProblemException LB1004 with those there are when it is none of them
  String required(String name) throws ProblemException {
    var names = names();
    if (!names.contains(name)) {
      throw Failures.usage(
          "there is no example '%s'".formatted(name),
          "nothing was written",
          names.isEmpty()
              ? "start lifeboat from its checkout, whose folder 'examples' has them"
              : NearestWord.hint(name, "there are ", names));
    }
    return name;
  }

  /// What one is in the folder of `plan`: all of its files but the build's. Its services start what
  /// the checkout built; a second plan whose services were not built is left out.
  ///
  /// @param target the file that its plan becomes
  /// @throws ProblemException LB1004 with those there are when it is none of them
  LinkedHashMap<Path, NewFiles.Content> files(String name, Path target) throws ProblemException {
    var from = folder.resolve(required(name)).toAbsolutePath();
    try {
      var files = new LinkedHashMap<Path, NewFiles.Content>();
      var plan = Kinds.read(from.resolve(PLAN)).plan();
      for (var file : filesBelow(from)) {
        var copy = DurableFile.folderOf(target).resolve(from.relativize(file));
        if (CheckoutReference.isIn(file)) {
          files.put(copy, new NewFiles.Content.Changed(file, CheckoutReference.followed(file)));
        } else if (!file.toString().endsWith(".yaml")) {
          files.put(copy, new NewFiles.Content.Copy(file));
        } else if (!file.equals(from.resolve(PLAN)) && isBuilt(file)) {
          files.put(copy, new NewFiles.Content.Text(started(file)));
        }
      }
      // Last, since it is what the others are for.
      files.put(target, new NewFiles.Content.Text(plan(from, name, plan)));
      return files;
    } catch (IOException unreadable) {
      throw unreadable(from, unreadable);
    }
  }

  private static String plan(Path from, String name, Plan read) throws IOException {
    var head =
        """
        # A copy of the example '%s', made by 'lifeboat init'. docs/plan-reference.md has every key;
        # 'lifeboat init --own' writes a plan of a service of your own. What a page looks for outside
        # of this folder, and sources of stacks, are only in %s.
        """
            .formatted(name, from.normalize());
    var text = started(from.resolve(PLAN));
    return head + (AwsKeys.areOf(read) ? FENCED + new FirstFence(read).in(text) : text);
  }

  private static boolean isBuilt(Path plan) throws IOException {
    return BUILT
        .matcher(Files.readString(plan))
        .results()
        .allMatch(it -> Files.isRegularFile(plan.resolveSibling(it.group(2))));
  }

  /// The text of a plan whose services are started where the build put them.
  private static String started(Path plan) throws IOException {
    return BUILT
        .matcher(Files.readString(plan))
        .replaceAll(it -> {
          var word = it.group(1) + plan.resolveSibling(it.group(2)).normalize();
          return Matcher.quoteReplacement("'%s'".formatted(word.replace("'", "''")));
        });
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    var found = new ArrayList<Path>();
    for (var path : DurableFile.list(folder)) {
      var name = String.valueOf(path.getFileName());
      boolean ofTheBuild = name.startsWith(".") || OF_THE_BUILD.contains(name);
      if (!ofTheBuild && Files.isDirectory(path)) {
        found.addAll(filesBelow(path));
      } else if (!ofTheBuild) {
        found.add(path);
      }
    }
    return found;
  }

  private static ProblemException unreadable(Path path, IOException cause) {
    return FileFailure.ofMachine(
        "read", path, cause, "nothing was written", "mend the permissions of the checkout");
  }
}
