package dev.lifeboat.cli.help;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.plan.NearestWord;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints manual pages, or writes all of them into a folder.
@Command(
    name = "man",
    description = "Print a command's manual page, or write all pages into a folder.",
    footer = {
      "",
      "Read one:     lifeboat man drill | man -l -",
      "Install all:  lifeboat man --into ~/.local/share/man/man1"
    })
public final class ManCommand extends TerminalCommand {
  private final Function<Terminal, CommandLine> parser;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      description = "The command, such as drill or lab up (default: lifeboat itself).")
  private List<String> command = List.of();

  @Option(
      names = "--into",
      paramLabel = "DIR",
      description = "Write every page into this folder, which is made if it is not there.")
  private @Nullable Path into;

  /// @param parser with every command
  public ManCommand(Function<Terminal, CommandLine> parser) {
    this.parser = parser;
  }

  /// One page.
  ///
  /// @param name of its file, such as `lifeboat-drill.1`
  /// @param page in roff
  record Page(String name, String page) {}

  /// The pages that were printed or written.
  record ManDocument(String schema, List<Page> pages) {}

  @Override
  public Integer call() throws ProblemException {
    var pages = new ArrayList<Page>();
    if (into == null) {
      pages.add(page(named(parser.apply(terminal()))));
    } else {
      collect(parser.apply(terminal()), pages);
      write(into, pages);
    }
    if (options.json || into != null) {
      var lines = "%d pages in %s".formatted(pages.size(), into);
      return done(new ManDocument("lifeboat.man/v1", pages), lines);
    }
    terminal().print(pages.getFirst().page());
    return 0;
  }

  private CommandLine named(CommandLine all) throws ProblemException {
    var found = all;
    for (var word : command) {
      var inner = found.getSubcommands().get(word);
      if (inner == null) {
        throw Failures.usage(
            "no command '%s'".formatted(String.join(" ", command)),
            "no page was printed",
            NearestWord.hint(word, "there are ", shown(found)));
      }
      found = inner;
    }
    return found;
  }

  private static List<String> shown(CommandLine of) {
    return of.getSubcommands().entrySet().stream()
        .filter(it -> !it.getValue().getCommandSpec().usageMessage().hidden())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void collect(CommandLine line, List<Page> pages) {
    if (!line.getCommandSpec().usageMessage().hidden()) {
      pages.add(page(line));
      line.getSubcommands().values().forEach(inner -> collect(inner, pages));
    }
  }

  private static Page page(CommandLine line) {
    return new Page(ManPage.name(line) + ".1", ManPage.of(line));
  }

  private static void write(Path folder, List<Page> pages) throws ProblemException {
    try {
      Files.createDirectories(folder);
      for (var page : pages) {
        var file = folder.resolve(page.name());
        DurableFile.write(file, page.page().getBytes(StandardCharsets.UTF_8));
        // A manual is for everybody; the temporary file that it was is its owner's alone.
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      }
    } catch (IOException unwritable) {
      throw Problem.lasting(
              Code.LB6001,
              "the pages cannot be written into %s: %s"
                  .formatted(folder, FileFailure.reason(unwritable)),
              "some of them may be there",
              "give --into a folder that you can write to")
          .asException(unwritable);
    }
  }
}
