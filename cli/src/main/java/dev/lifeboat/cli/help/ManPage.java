package dev.lifeboat.cli.help;

import dev.lifeboat.cli.terminal.Usage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// A manual page in roff (man(7)), made of the same descriptions as `--help`. picocli's own
/// generator makes AsciiDoc, which would need a second tool to become a page.
final class ManPage {
  private static final String ENVIRONMENT = "ENVIRONMENT";

  private final CommandLine line;
  private final CommandSpec spec;
  private final StringBuilder roff = new StringBuilder();

  private ManPage(CommandLine line) {
    this.line = line;
    this.spec = line.getCommandSpec();
  }

  /// The page's name, such as `lifeboat-lab-up`.
  static String name(CommandLine line) {
    return line.getCommandSpec().qualifiedName("-");
  }

  static String of(CommandLine line) {
    return new ManPage(line).page();
  }

  private String page() {
    macro(
        ".TH \"%s\" 1 \"\" \"Lifeboat\" \"Lifeboat Manual\""
            .formatted(name(line).toUpperCase(Locale.ROOT)));
    macro(".SH NAME");
    text("%s - %s".formatted(name(line), description()));
    macro(".SH SYNOPSIS");
    macro(".B " + escaped(spec.qualifiedName()));
    text(synopsis());
    macro(".SH DESCRIPTION");
    text(description());
    var shown =
        line.getSubcommands().values().stream()
            .filter(inner -> !inner.getCommandSpec().usageMessage().hidden())
            .toList();
    if (!shown.isEmpty()) {
      macro(".SH COMMANDS");
      shown.forEach(inner -> item(inner.getCommandName(), new ManPage(inner).description()));
    }
    if (!spec.positionalParameters().isEmpty()) {
      macro(".SH ARGUMENTS");
      spec.positionalParameters().forEach(it -> item(it.paramLabel(), words(it)));
    }
    macro(".SH OPTIONS");
    spec.options().stream()
        .filter(option -> !option.hidden())
        .forEach(option -> item(names(option), words(option)));
    notes();
    seeAlso(shown);
    return roff.toString();
  }

  private String description() {
    return String.join(" ", spec.usageMessage().description()).strip();
  }

  private String synopsis() {
    var parts = new ArrayList<String>();
    parts.add("[OPTIONS]");
    if (!line.getSubcommands().isEmpty()) {
      parts.add("COMMAND");
    }
    spec.positionalParameters().forEach(it -> parts.add(Usage.label(it)));
    return String.join(" ", parts);
  }

  private static String names(OptionSpec option) {
    var names = String.join(", ", option.names());
    return option.arity().max() > 0 ? names + " " + option.paramLabel() : names;
  }

  private static String words(ArgSpec argument) {
    return String.join(" ", argument.description())
        .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()));
  }

  /// What help says above and below the options, each under its usual heading, and what holds for
  /// every command.
  private void notes() {
    var help = spec.usageMessage();
    var sections = new LinkedHashMap<String, List<String>>();
    List.of("NOTES", "EXIT STATUS", "EXAMPLES").forEach(it -> sections.put(it, new ArrayList<>()));
    lines(help.header()).forEach(it -> add(sections, "EXAMPLES", it));
    var section = "NOTES";
    for (var line : lines(help.footer())) {
      section =
          line.startsWith("Exit codes:")
              ? "EXIT STATUS"
              : line.startsWith("Environment:")
                  ? ENVIRONMENT
                  : line.startsWith("Example") ? "EXAMPLES" : section;
      add(sections, section, line.replaceFirst("^(Exit codes|Examples?): ?", ""));
    }
    if (lines(help.footer()).stream().noneMatch(it -> it.startsWith("Exit codes:"))) {
      add(sections, "EXIT STATUS", "0 done, else as lifeboat(1) has it.");
    }
    sections.remove(ENVIRONMENT); // It stands below, on each page.
    sections.forEach(this::section);
    macro(".SH " + ENVIRONMENT);
    item("LIFEBOAT_STATE", "The state folder, where --state names none.");
    item("NO_COLOR", "Set to anything: no colours.");
    item("COLUMNS", "The width of the screen.");
    item("JAVA_HOME", "The JDK to start with, 25 or newer.");
    item("LIFEBOAT_JDK_FOLDERS", "Where to look for one, with colons between.");
    item("LIFEBOAT_POSTGRES", "The home of the PostgreSQL for labs, 15 or newer.");
    item("LIFEBOAT_VAULT_PASSPHRASE_FILE", "The file with a vault's passphrase.");
    macro(".SH FILES");
    item(".lifeboat", "The state folder: lab, runs and keys.");
    item(".lifeboat/runs/RUN", "One run: its journal, its evidence and its report.");
  }

  private static List<String> lines(String[] text) {
    return Arrays.stream(text).map(String::strip).filter(line -> !line.isBlank()).toList();
  }

  private static void add(Map<String, List<String>> sections, String name, String line) {
    if (!line.isBlank()) {
      sections.computeIfAbsent(name, _ -> new ArrayList<>()).add(line);
    }
  }

  private void section(String name, List<String> lines) {
    if (!lines.isEmpty()) {
      macro(".SH " + (name.contains(" ") ? '"' + name + '"' : name));
      macro(".nf");
      lines.forEach(this::text);
      macro(".fi");
    }
  }

  private void seeAlso(List<CommandLine> shown) {
    var others = new ArrayList<String>();
    var parent = spec.parent();
    if (parent != null) {
      others.add(name(parent.commandLine()));
    }
    shown.forEach(inner -> others.add(name(inner)));
    if (!others.isEmpty()) {
      macro(".SH \"SEE ALSO\"");
      text(others.stream().map(it -> it + "(1)").collect(Collectors.joining(", ")));
    }
  }

  private void item(String term, String text) {
    macro(".TP");
    macro(".B " + escaped(term));
    text(text);
  }

  private void macro(String macro) {
    roff.append(macro).append('\n');
  }

  /// A line of words; one that begins as a macro would be taken for one.
  private void text(String words) {
    var text = escaped(words);
    roff.append(text.startsWith(".") || text.startsWith("'") ? "\\&" : "")
        .append(text)
        .append('\n');
  }

  private static String escaped(String words) {
    return words.replace("\\", "\\e").replace("-", "\\-");
  }
}
