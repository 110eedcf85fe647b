package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Each thing of stacks, as its own service describes it.
///
/// @param described by their services, each as a stack, a logical name, a type, a region and an id
/// @param listed by the stack alone, since the emulated account has nobody who knows them
public record StackThings(List<String> described, List<String> listed) {
  private static final String DESCRIBED = "described ";

  public StackThings {
    described = List.copyOf(described);
    listed = List.copyOf(listed);
  }

  /// Asks for each; whoever is not there is an error.
  ///
  /// @param folder of the terminal
  /// @param stacks each as `REGION:NAME`
  public static StackThings of(TestBed bed, Path folder, Collection<String> stacks)
      throws IOException, InterruptedException {
    var described = new ArrayList<String>();
    var listed = new ArrayList<String>();
    for (var line : ask(bed, folder, stacks)) {
      (line.startsWith(DESCRIBED) ? described : listed).add(line.substring(line.indexOf(' ') + 1));
    }
    return new StackThings(described, listed);
  }

  private static List<String> ask(TestBed bed, Path folder, Collection<String> more)
      throws IOException, InterruptedException {
    var words = new ArrayList<String>();
    words.add(AwsTerminal.file("aws-testbed/.venv/bin/python").toString());
    words.add("-B");
    words.add(AwsTerminal.file("aws-testbed/src/test/python/describe_stacks.py").toString());
    words.addAll(more);
    var asked = new AwsTerminal(bed, folder, Map.of()).run(words.toArray(String[]::new));
    assertThat(asked.exitCode()).as("%s", asked).isZero();
    return asked.out().lines().toList();
  }

  /// Those of `described` that their services still know, as there.
  ///
  /// @param folder of the terminal
  public List<String> left(TestBed bed, Path folder) throws IOException, InterruptedException {
    var file = Files.write(folder.resolve("described.txt"), described);
    return ask(bed, folder, List.of("--left", file.toString()));
  }

  /// Logical names of a stack, described or listed.
  public List<String> of(String stack) {
    var all = new ArrayList<>(described);
    all.addAll(listed);
    return all.stream()
        .filter(it -> it.startsWith(stack + " "))
        .map(it -> it.split(" ")[1])
        .toList();
  }
}
